// SPDX-License-Identifier: Apache-2.0
/** The Kafka clients the runtime is given, and what they know about how far reading has come. */
package io.tidemark.service.clients;
