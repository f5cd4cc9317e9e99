// SPDX-License-Identifier: Apache-2.0
/** A store in memory that puts on disk what is more than an instance may hold. */
package io.tidemark.service.state.overflow;
