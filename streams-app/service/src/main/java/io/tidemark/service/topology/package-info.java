// SPDX-License-Identifier: Apache-2.0
/**
 * The table of contents of the stream: {@code DriftTopology} wires the stages, in the order the
 * data flows.
 */
package io.tidemark.service.topology;
