// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.reference.ColumnScan;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Joins predictions with their features by id as the service does, in either order of arrival: one
 * observation for each id, and both halves within the join window. Not thread-safe.
 *
 * <p>At most so many halves wait for their partner, and so many ids are remembered as counted;
 * beyond that the half that waits longest is given up and counted as such.
 */
final class TopicJoin {

  /** Takes observations. */
  @FunctionalInterface
  interface Sink {

    /** Takes one, with a hash of its id. */
    void accept(long hash, ObservedValues features, ObservedValues predictions);
  }

  /**
   * Which observations are wanted.
   *
   * @param modelVersion whose
   * @param range when, by the event time of the prediction
   * @param windowMillis how far apart in event time the halves may be
   * @param mostWaiting how many halves may wait; 1 or more
   */
  record Wanted(ModelVersion modelVersion, TimeRange range, long windowMillis, int mostWaiting) {}

  private final Wanted wanted;
  private final TopicCounts counts;
  private final Sink sink;
  private final Map<String, JoinHalf> waiting = new LinkedHashMap<>();
  private final Set<Long> counted = new LinkedHashSet<>();

  TopicJoin(Wanted wanted, TopicCounts counts, Sink sink) {
    this.wanted = wanted;
    this.counts = counts;
    this.sink = sink;
  }

  void accept(JoinHalf half) {
    JoinHalf partner = waiting.get(half.predictionId());
    boolean sameSide = partner != null && partner.getClass() == half.getClass();
    if (sameSide || counted.contains(hash(half.predictionId()))) {
      counts.repeated++;
    } else if (half instanceof Prediction prediction && prediction.features() != null) {
      join(prediction, prediction.features());
    } else if (partner != null && isNear(half, partner)) {
      waiting.remove(half.predictionId());
      if (half instanceof Prediction prediction) {
        join(prediction, ((FeatureVector) partner).values());
      } else {
        join((Prediction) partner, ((FeatureVector) half).values());
      }
    } else if (partner == null) {
      await(half);
    } else {
      lose(half); // Too far from its partner in time, which may still find another.
    }
  }

  private boolean isNear(JoinHalf half, JoinHalf partner) {
    // As doubles, for which no two times are too far apart.
    double apart = (double) half.timestampMillis() - partner.timestampMillis();
    return Math.abs(apart) <= wanted.windowMillis();
  }

  private void join(Prediction prediction, ObservedValues features) {
    long hash = hash(prediction.predictionId());
    counted.add(hash);
    if (counted.size() > wanted.mostWaiting()) {
      removeFirst(counted.iterator());
    }
    if (!prediction.modelVersion().equals(wanted.modelVersion())) {
      counts.other(prediction.modelVersion());
    } else if (!wanted.range().contains(prediction.timestampMillis())) {
      counts.outside++;
    } else {
      sink.accept(hash, features, prediction.values());
    }
  }

  private void await(JoinHalf half) {
    waiting.put(half.predictionId(), half);
    if (waiting.size() > wanted.mostWaiting()) {
      Iterator<JoinHalf> oldest = waiting.values().iterator();
      lose(oldest.next());
      oldest.remove();
      counts.noRoom++;
    }
  }

  private static void removeFirst(Iterator<?> all) {
    all.next();
    all.remove();
  }

  /** Counts what still waits; nothing more will come. */
  void finish() {
    waiting.values().forEach(this::lose);
    waiting.clear();
  }

  private void lose(JoinHalf half) {
    if (half instanceof Prediction prediction
        && !prediction.modelVersion().equals(wanted.modelVersion())) {
      counts.other(prediction.modelVersion());
    } else if (!wanted.range().contains(half.timestampMillis())) {
      // Read only because the other half might lie within the range.
      counts.outside += half instanceof Prediction ? 1 : 0;
    } else if (half instanceof Prediction) {
      counts.predictionsAlone++;
    } else {
      counts.featuresAlone++;
    }
  }

  private static long hash(String id) {
    long hash = id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return ColumnScan.rowHash(hash);
  }
}
