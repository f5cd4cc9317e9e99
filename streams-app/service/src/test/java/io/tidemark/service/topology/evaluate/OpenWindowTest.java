// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.state.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** One window through its lives between restarts; records are cut at a few columns. */
class OpenWindowTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final int COLUMNS = 30;
  private static final int RECORD_BYTES = 2048;
  private static final ReferenceProfile PROFILE = profile();
  private static final ValueLayout LAYOUT =
      ValueLayout.of(
          PROFILE.features().stream().map(FeatureReference::name).toArray(String[]::new));

  private final WindowKey key = new WindowKey(MODEL, new EvaluationWindow(0, 60_000), PROFILE.id());
  private TestStore durable;
  private CommitScopedRecords<WindowPart> store;
  private OpenWindow window;

  private static ReferenceProfile profile() {
    double[] values = new Random(4).doubles(5_000).toArray();
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      features.add(NumericReference.of("f" + i, FeatureRole.FEATURE, values, 1024, 0));
    }
    return ReferenceProfile.of(MODEL, "training", 0, features);
  }

  @BeforeTry
  void start() {
    durable = new TestStore();
    store = durable.open(new WindowCodec());
    window = new OpenWindow(key, store, WindowPart.firstNumber(), RECORD_BYTES);
  }

  private void commit() {
    commit(window, store);
  }

  private static void commit(OpenWindow written, CommitScopedRecords<WindowPart> to) {
    written.persist();
    to.flushCache();
  }

  private void restart() {
    store = durable.open(new WindowCodec());
    window = restored(store);
  }

  private OpenWindow restored(CommitScopedRecords<WindowPart> from) {
    TreeMap<Long, PartBytes.Head> found = new TreeMap<>();
    from.forEach((part, bytes) -> found.put(part.number(), PartBytes.readHead(bytes)));
    OpenWindow restored = new OpenWindow(key, from, WindowPart.firstNumber(), RECORD_BYTES);
    restored.restore(found);
    return restored;
  }

  private static WindowSummary counted(Random random, int observations) {
    WindowSummary summary = WindowSummary.of(PROFILE);
    for (int i = 0; i < observations; i++) {
      ObservedValues.Builder row = ObservedValues.builder(LAYOUT);
      for (int slot = 0; slot < COLUMNS; slot++) {
        row.number(slot, random.nextDouble());
      }
      summary.accept(new Observation(MODEL, i, row.build(), ObservedValues.EMPTY));
    }
    return summary;
  }

  private void add(WindowSummary summary, int chunkBytes, boolean known) {
    long observations = summary.observations();
    for (byte[] chunk : SummaryCodec.encode(summary, chunkBytes)) {
      window.add(chunk, observations, known ? Optional.of(PROFILE) : Optional.empty());
      observations = 0;
    }
  }

  private void assertHolds(WindowSummary expected) {
    assertThat(window.observations()).isEqualTo(expected.observations());
    assertThat(SummaryCodec.encode(SummaryCodec.decode(PROFILE, window.chunks()), 1 << 20))
        .containsExactlyElementsOf(SummaryCodec.encode(expected, 1 << 20));
  }

  @Property(tries = 60)
  void anyInterleavingOfAddsCommitsAndCrashes_holdsWhatWasCommitted(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int steps) {
    WindowSummary committed = WindowSummary.of(PROFILE);
    WindowSummary running = WindowSummary.of(PROFILE);
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(5)) {
        case 0 -> {
          commit();
          committed.combine(running);
          running.clear();
        }
        case 1 -> {
          restart();
          running.clear();
          assertHolds(committed);
        }
        default -> {
          WindowSummary more = counted(random, random.nextInt(4) == 0 ? 400 : random.nextInt(9));
          add(more, random.nextBoolean() ? 2048 : 1 << 20, random.nextInt(3) > 0);
          running.combine(more);
        }
      }
    }
    commit();
    committed.combine(running);
    assertHolds(committed);
    restart();
    assertHolds(committed);
    window.delete();
    store.flushCache();
    assertThat(durable.records()).isZero();
  }

  @Property(tries = 60)
  void crashBetweenTwoRecordsOfAMerge_findsTheCommitBeforeOrThisOne(
      @ForAll @IntRange(max = 16) int written, @ForAll Random random) {
    WindowSummary expected = counted(random, 20);
    add(expected, 4096, true);
    commit();
    WindowSummary more = WindowSummary.of(PROFILE);
    for (int i = 0; i < 8; i++) {
      WindowSummary partial = counted(random, 300);
      add(partial, 4096, true);
      more.combine(partial);
    }
    durable.loseAfter(written);
    commit();
    restart();
    if (window.observations() > expected.observations()) {
      expected.combine(more);
    }
    assertHolds(expected);

    add(more, 4096, true);
    commit();
    restart();
    expected.combine(more);
    assertHolds(expected);
  }

  /** At least once: an instance that was taken for dead writes on beside its successor. */
  @Property(tries = 60)
  void twoLivesAtOnce_loseNothing(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int steps) {
    WindowSummary expected = WindowSummary.of(PROFILE);
    for (int i = 0; i < 3; i++) {
      WindowSummary partial = counted(random, random.nextInt(400));
      add(partial, 4096, true);
      expected.combine(partial);
      commit();
    }
    OpenWindow dead = window;
    CommitScopedRecords<WindowPart> deadStore = store;
    restart();
    for (int step = 0; step < steps; step++) {
      WindowSummary partial = counted(random, random.nextInt(400));
      if (random.nextInt(3) == 0) {
        byte[] chunk = SummaryCodec.encode(partial, 1 << 20).get(0);
        dead.add(chunk, partial.observations(), Optional.of(PROFILE));
        commit(dead, deadStore);
      } else {
        add(partial, 4096, true);
        expected.combine(partial);
        commit();
      }
    }
    assertHolds(expected);
    restart();

    assertThat(window.observations()).isGreaterThanOrEqualTo(expected.observations());
    WindowSummary found = SummaryCodec.decode(PROFILE, window.chunks());
    assertThat(found.observations()).isEqualTo(window.observations());
    for (int column = 0; column < COLUMNS; column++) {
      assertThat(found.feature(column).count())
          .isGreaterThanOrEqualTo(expected.feature(column).count());
    }
  }

  @Example
  void persist_writesEachByteABoundedNumberOfTimes_andKeepsABoundedMultiple() {
    Random random = new Random(7);
    long received = 0;
    for (int i = 0; i < 200; i++) {
      WindowSummary partial = counted(random, 10);
      received += SummaryCodec.encode(partial, 1 << 20).get(0).length;
      add(partial, 1 << 20, true);
      commit();
    }

    long written = durable.written().stream().mapToLong(size -> size).sum();
    long merged =
        SummaryCodec.encode(SummaryCodec.decode(PROFILE, window.chunks()), 1 << 20).get(0).length;
    long kept = window.chunks().stream().mapToLong(chunk -> chunk.length).sum();
    assertThat(written).isBetween(received, 2 * received);
    assertThat(kept).isLessThan(4 * merged + OpenWindow.FREE_BYTES);
  }

  @Example
  void complete_severalRecords_becomeOne() {
    Random random = new Random(8);
    WindowSummary expected = WindowSummary.of(PROFILE);
    for (int i = 0; i < 3; i++) {
      WindowSummary partial = counted(random, 1);
      expected.combine(partial);
      add(partial, 1 << 20, true);
      window.persist();
    }
    store.flushCache();
    assertThat(durable.records()).isEqualTo(3);
    window.complete();
    commit();

    assertThat(window.chunks()).hasSize(1);
    assertHolds(expected);
  }

  private void flood() {
    for (int i = 0; i < 64; i++) {
      window.add(new byte[256 * 1024], 10, Optional.empty());
    }
  }

  @Example
  void add_referenceUnknownForLong_keepsTheCountAndBoundedBytes() {
    flood();

    assertThat(window.observations()).isEqualTo(640);
    assertThat(window.chunks()).isEmpty();
    assertThat(window.readable()).isEmpty();
  }

  @Example
  void givenUp_afterCommitsAndRestarts_isStillGivenUp_soThatNothingIsJudgedInPart() {
    add(counted(new Random(1), 5), 4096, false);
    commit();
    flood();
    commit();
    restart();
    add(counted(new Random(1), 3), 4096, true);
    commit();
    restart();
    window.resolve(Optional.of(PROFILE));

    assertThat(window.readable()).isEmpty();
    assertThat(window.observations()).isEqualTo(648);
    assertThat(durable.records()).isEqualTo(1);
  }
}
