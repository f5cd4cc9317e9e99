// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/**
 * The latest retraining trigger of a model version.
 *
 * @param triggerId its id
 * @param cooldownUntilMillis event time before which no other is given, since the epoch
 * @param openUntilMillis event time until which it counts as open, since the epoch; {@link
 *     Long#MIN_VALUE} when it was reported as finished
 */
public record LastTrigger(String triggerId, long cooldownUntilMillis, long openUntilMillis) {

  /**
   * Whether another trigger has to wait for it.
   *
   * @param timeMillis event time since the epoch
   * @return true during its cool-down and while it is open
   */
  public boolean blocks(long timeMillis) {
    return timeMillis < cooldownUntilMillis || timeMillis < openUntilMillis;
  }

  LastTrigger withOpenUntil(long millis) {
    return new LastTrigger(triggerId, cooldownUntilMillis, millis);
  }
}
