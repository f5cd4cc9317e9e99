// SPDX-License-Identifier: Apache-2.0
/** The alphabet of the binary forms that core owns: varints, raw doubles, exact texts. */
package io.tidemark.core.bytes;
