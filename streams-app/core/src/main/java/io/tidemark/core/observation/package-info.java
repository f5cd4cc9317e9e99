// SPDX-License-Identifier: Apache-2.0
/**
 * Domain nouns: what producers publish, before anything is counted. Any room of core may use them.
 */
package io.tidemark.core.observation;
