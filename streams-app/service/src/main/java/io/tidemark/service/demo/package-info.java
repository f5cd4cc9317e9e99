// SPDX-License-Identifier: Apache-2.0
/** The embedded broker and the traffic of demo and replay. */
package io.tidemark.service.demo;
