// SPDX-License-Identifier: Apache-2.0
/** Speaks the Schema Registry's REST API and wire format, as client and as in-process endpoint. */
package io.tidemark.service.registry;
