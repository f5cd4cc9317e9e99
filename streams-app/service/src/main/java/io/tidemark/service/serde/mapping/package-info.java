// SPDX-License-Identifier: Apache-2.0
/** Reads records of any shape, Avro or JSON, by paths that a user names in the configuration. */
package io.tidemark.service.serde.mapping;
