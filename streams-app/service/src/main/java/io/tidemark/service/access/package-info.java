// SPDX-License-Identifier: Apache-2.0
/** What the service must be allowed to do. */
package io.tidemark.service.access;
