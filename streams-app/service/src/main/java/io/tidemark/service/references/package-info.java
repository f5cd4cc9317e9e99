// SPDX-License-Identifier: Apache-2.0
/** Reference profiles on their compacted topic, seen by every task. */
package io.tidemark.service.references;
