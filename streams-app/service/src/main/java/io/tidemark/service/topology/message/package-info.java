// SPDX-License-Identifier: Apache-2.0
/** What stages hand to each other across the internal topic: partial summaries and watermarks. */
package io.tidemark.service.topology.message;
