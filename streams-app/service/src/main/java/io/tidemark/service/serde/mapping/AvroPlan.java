// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.List;

/**
 * How to read what one writer schema wrote.
 *
 * @param root reads a record
 * @param features the shape its features begin with
 * @param predictions the shape its predictions begin with
 * @param leftOut paths of values that the mapping reaches but that cannot be taken, each with why
 */
record AvroPlan(Step root, Shape features, Shape predictions, List<String> leftOut) {}
