// SPDX-License-Identifier: Apache-2.0
/** What live data is compared with: frozen distributions, and how they are built from samples. */
package io.tidemark.core.reference;
