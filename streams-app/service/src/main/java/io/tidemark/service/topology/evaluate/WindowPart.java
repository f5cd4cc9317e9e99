// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

/**
 * Names one record of an open window.
 *
 * @param window whose
 * @param number distinct within the window, in the order of writing
 */
record WindowPart(WindowKey window, int number) {}
