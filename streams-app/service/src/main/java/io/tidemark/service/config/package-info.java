// SPDX-License-Identifier: Apache-2.0
/** Reads and checks the configuration: all problems at once, each with its remedy. */
package io.tidemark.service.config;
