// SPDX-License-Identifier: Apache-2.0
/** Rows for a reference, read from the input topics and joined. */
package io.tidemark.service.cli.reference.topic;
