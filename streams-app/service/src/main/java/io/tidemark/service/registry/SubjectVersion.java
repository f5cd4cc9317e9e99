// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import org.apache.avro.Schema;

/**
 * A schema in its place in the registry.
 *
 * @param subject the name it is registered under, {@code <topic>-value} for record values
 * @param version its number among the subject's versions, from 1
 * @param id its number in the whole registry
 * @param schema the schema
 */
public record SubjectVersion(String subject, int version, int id, Schema schema) {}
