// SPDX-License-Identifier: Apache-2.0
/** When the tasks of a thread are called by the clock. */
package io.tidemark.service.topology.tick;
