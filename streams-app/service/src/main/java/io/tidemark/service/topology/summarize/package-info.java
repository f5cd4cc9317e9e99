// SPDX-License-Identifier: Apache-2.0
/** Stage 3: observations become partial summaries and watermarks, sent on at each commit. */
package io.tidemark.service.topology.summarize;
