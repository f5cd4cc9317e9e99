// SPDX-License-Identifier: Apache-2.0
/** Stage 5: reports become verdicts, alerts and triggers, with the state these need. */
package io.tidemark.service.topology.decide;
