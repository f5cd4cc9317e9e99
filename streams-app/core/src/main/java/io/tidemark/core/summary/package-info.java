// SPDX-License-Identifier: Apache-2.0
/** Mergeable accumulators: integer counts of a window's values against a reference's points. */
package io.tidemark.core.summary;
