// SPDX-License-Identifier: Apache-2.0
/** What the instance owns right now, as immutable snapshots: written by stages, read by expose. */
package io.tidemark.service.status;
