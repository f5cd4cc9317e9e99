// SPDX-License-Identifier: Apache-2.0
/** Every topic, store and operator name. They are durable: treat a change as a migration. */
package io.tidemark.service.topology.names;
