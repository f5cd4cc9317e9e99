// SPDX-License-Identifier: Apache-2.0
/** Health, the JSON API and the page for people. */
package io.tidemark.service.expose.http;
