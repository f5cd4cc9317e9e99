// SPDX-License-Identifier: Apache-2.0
/** Compares two files without any Kafka: the same statistics and verdicts, offline. */
package io.tidemark.service.cli.compare;
