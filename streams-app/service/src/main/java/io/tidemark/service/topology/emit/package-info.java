// SPDX-License-Identifier: Apache-2.0
/** Stage 6: decisions become records of the output topics. */
package io.tidemark.service.topology.emit;
