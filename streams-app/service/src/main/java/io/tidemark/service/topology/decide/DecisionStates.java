// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.decide;

import io.tidemark.core.decide.DecisionState;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.state.CommitScopedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What is remembered of each model version and segment, as long as it matters.
 *
 * <p>A state that has outlived the retention counts as none when the next window comes, whether or
 * not it is still there; it is dropped at twice the retention behind the newest window of the task.
 * So decisions do not depend on when states are dropped. A state with nothing in it is not kept.
 * Used by one stream thread.
 */
final class DecisionStates {

  /** How often states are dropped: so many times in a retention. */
  private static final int STEPS = 8;

  private final CommitScopedStore<Population, DecisionState> store;
  private final long retentionMillis;
  private final Consumer<Population> onGone;
  private final Map<Population, Long> lastSeen = new HashMap<>();
  private final Map<ModelVersion, NavigableSet<Population>> segments = new HashMap<>();
  private long newest = Long.MIN_VALUE;
  private long nextDropping = Long.MIN_VALUE;

  /** States of a store; {@code onGone} is told of those of which nothing is left. */
  DecisionStates(
      CommitScopedStore<Population, DecisionState> store,
      long retentionMillis,
      Consumer<Population> onGone) {
    this.store = store;
    this.retentionMillis = retentionMillis;
    this.onGone = onGone;
    store.forEach((population, state) -> remember(population));
  }

  private void remember(Population population) {
    if (!population.isWhole()) {
      segments.computeIfAbsent(population.modelVersion(), mv -> new TreeSet<>()).add(population);
    }
  }

  private void remove(Population population) {
    store.remove(population);
    NavigableSet<Population> ofModel = segments.get(population.modelVersion());
    if (ofModel != null && ofModel.remove(population) && ofModel.isEmpty()) {
      segments.remove(population.modelVersion());
    }
  }

  /** The segments of a model version of which something is remembered, ordered by name. */
  List<Population> segmentsOf(ModelVersion modelVersion) {
    NavigableSet<Population> ofModel = segments.get(modelVersion);
    return ofModel == null ? List.of() : List.copyOf(ofModel);
  }

  /** Forgets a segment and gives what was remembered. */
  DecisionState forget(Population segment) {
    DecisionState state = store.get(segment);
    remove(segment);
    lastSeen.remove(segment);
    return state;
  }

  /** The state by which a window is decided that ends at a time. */
  DecisionState at(Population population, long endMillis) {
    DecisionState state = store.get(population);
    return state == null || state.isOutlived(endMillis, retentionMillis)
        ? DecisionState.initial()
        : state;
  }

  /** Sets the state after a window that ends at a time. */
  void put(Population population, DecisionState state, long endMillis) {
    if (state.equals(DecisionState.initial())) {
      remove(population);
    } else {
      store.put(population, state);
      remember(population);
    }
    lastSeen.merge(population, endMillis, Math::max);
    newest = Math.max(newest, endMillis);
    if (newest >= nextDropping) {
      drop();
      nextDropping = newest + retentionMillis / STEPS;
    }
  }

  private void drop() {
    List<Population> old = new ArrayList<>();
    store.forEach(
        (population, state) -> {
          if (state.isOutlived(newest, 2 * retentionMillis)) {
            old.add(population);
          }
        });
    old.forEach(this::remove);
    long gone = newest - 2 * retentionMillis;
    lastSeen.entrySet().removeIf(seen -> seen.getValue() <= gone && isGone(seen.getKey()));
  }

  private boolean isGone(Population population) {
    if (store.get(population) != null) {
      return false;
    }
    onGone.accept(population);
    return true;
  }
}
