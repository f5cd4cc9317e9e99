// SPDX-License-Identifier: Apache-2.0
/** Stage 2: a prediction meets its features by prediction id. */
package io.tidemark.service.topology.join;
