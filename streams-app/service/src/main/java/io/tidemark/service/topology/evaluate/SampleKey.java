// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;

/**
 * Names one chunk of the sample of a pane.
 *
 * @param modelVersion whose
 * @param paneStart which pane, by its start since the epoch
 * @param number distinct within the pane
 */
record SampleKey(ModelVersion modelVersion, long paneStart, long number) {}
