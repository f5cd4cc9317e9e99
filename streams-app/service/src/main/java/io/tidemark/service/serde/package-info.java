// SPDX-License-Identifier: Apache-2.0
/** The one place that knows Avro classes and the bytes of state and internal topics. */
package io.tidemark.service.serde;
