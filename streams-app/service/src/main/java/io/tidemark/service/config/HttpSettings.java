// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * Where the HTTP endpoint listens.
 *
 * @param host its address
 * @param port its port; 0 for a free one
 */
public record HttpSettings(String host, int port) {}
