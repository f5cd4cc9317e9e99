// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which reference the windows of a model version are compared with, by event time.
 *
 * <p>A window uses the last activation at or before its start, so a change takes effect at a window
 * boundary, and every task that knows the schedule chooses alike. Windows before the first
 * activation use the first. Immutable.
 *
 * @param modelVersion whose windows
 * @param activations by increasing time, at most {@link #LIMIT}
 */
public record ReferenceSchedule(ModelVersion modelVersion, List<Activation> activations) {

  /** How many activations are remembered; beyond it the oldest are forgotten. */
  public static final int LIMIT = 32;

  /** The reference id that stands for no reference. */
  public static final String NONE = "";

  /**
   * From some time on a reference is in force.
   *
   * @param fromMillis event time since the epoch; {@code Long.MIN_VALUE} for ever
   * @param referenceId id of the profile; {@link #NONE} when there shall be none
   */
  public record Activation(long fromMillis, String referenceId) {}

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the activations are not in order
   */
  public ReferenceSchedule {
    activations = List.copyOf(activations);
    for (int i = 1; i < activations.size(); i++) {
      if (activations.get(i).fromMillis() <= activations.get(i - 1).fromMillis()) {
        throw new IllegalArgumentException(
            "activations must come by increasing time, got " + activations);
      }
    }
  }

  /**
   * The schedule of profiles that nobody has scheduled: each counts from when it was made, the
   * oldest since ever.
   *
   * @param modelVersion whose profiles
   * @param profiles all of them, in any order
   * @return a schedule; empty without profiles
   */
  public static ReferenceSchedule implied(
      ModelVersion modelVersion, List<ReferenceProfile> profiles) {
    List<ReferenceProfile> ordered = new ArrayList<>(profiles);
    ordered.sort(
        Comparator.comparingLong(ReferenceProfile::createdMillis)
            .thenComparing(ReferenceProfile::id));
    ReferenceSchedule schedule = new ReferenceSchedule(modelVersion, List.of());
    for (ReferenceProfile profile : ordered) {
      long from = schedule.activations.isEmpty() ? Long.MIN_VALUE : profile.createdMillis();
      schedule = schedule.then(from, profile.id());
    }
    return schedule;
  }

  /**
   * Adds an activation. What was planned for that time or later is dropped.
   *
   * @param fromMillis event time from which it is in force
   * @param referenceId id of the profile, or {@link #NONE}
   * @return the schedule with it
   */
  public ReferenceSchedule then(long fromMillis, String referenceId) {
    List<Activation> kept = new ArrayList<>();
    for (Activation activation : activations) {
      if (activation.fromMillis() < fromMillis) {
        kept.add(activation);
      }
    }
    if (kept.isEmpty() || !kept.get(kept.size() - 1).referenceId().equals(referenceId)) {
      kept.add(new Activation(fromMillis, referenceId));
    }
    int from = Math.max(0, kept.size() - LIMIT);
    return new ReferenceSchedule(modelVersion, kept.subList(from, kept.size()));
  }

  /**
   * The reference of a window.
   *
   * @param startMillis the window's start
   * @return id of the profile, or {@link #NONE}
   */
  public String at(long startMillis) {
    String id = activations.isEmpty() ? NONE : activations.get(0).referenceId();
    for (Activation activation : activations) {
      if (activation.fromMillis() <= startMillis) {
        id = activation.referenceId();
      }
    }
    return id;
  }

  /**
   * What was in force before the reference of a time, to go back to.
   *
   * @param millis event time
   * @return id of the profile, or {@link #NONE} when there was none
   */
  public String before(long millis) {
    String current = NONE;
    String previous = NONE;
    for (Activation activation : activations) {
      if (activation.fromMillis() <= millis) {
        previous = current;
        current = activation.referenceId();
      }
    }
    return previous;
  }
}
