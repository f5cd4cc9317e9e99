// SPDX-License-Identifier: Apache-2.0
/** Turns reports into verdicts, alerts with a life cycle, and retraining triggers. */
package io.tidemark.core.decide;
