// SPDX-License-Identifier: Apache-2.0
/** What is kept of a stream that has no reference yet, so that one can be made of it. */
package io.tidemark.core.sketch;
