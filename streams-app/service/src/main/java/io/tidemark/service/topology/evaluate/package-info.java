// SPDX-License-Identifier: Apache-2.0
/** Stage 4: partial summaries are merged, windows closed and compared with their reference. */
package io.tidemark.service.topology.evaluate;
