// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Panes and the windows they belong to. */
class WindowSpecTest {

  @Property
  void windowsOf_anyTime_areTheAlignedWindowsThatHoldIt(
      @ForAll @LongRange(min = -100_000, max = 100_000) long time,
      @ForAll @IntRange(min = 1, max = 50) int advance,
      @ForAll @IntRange(min = 1, max = 20) int panes) {
    WindowSpec spec = new WindowSpec((long) advance * panes, advance, 0);
    EvaluationWindow pane = spec.paneOf(time);

    assertThat(pane.startMillis()).isLessThanOrEqualTo(time);
    assertThat(pane.endMillis()).isGreaterThan(time);
    assertThat(spec.windowsOf(pane))
        .hasSize(panes)
        .doesNotHaveDuplicates()
        .allSatisfy(
            window -> {
              assertThat(window.endMillis() - window.startMillis()).isEqualTo(spec.sizeMillis());
              assertThat(Math.floorMod(window.startMillis(), (long) advance)).isZero();
              assertThat(window.startMillis()).isLessThanOrEqualTo(pane.startMillis());
              assertThat(window.endMillis()).isGreaterThanOrEqualTo(pane.endMillis());
            });
  }

  @Test
  void tumbling_paneIsTheWindow() {
    WindowSpec spec = WindowSpec.tumbling(10, 2);
    assertThat(spec.panesPerWindow()).isEqualTo(1);
    assertThat(spec.paneOf(-1)).isEqualTo(new EvaluationWindow(-10, 0));
    assertThat(spec.windowsOf(spec.paneOf(-1))).containsExactly(spec.paneOf(-1));
  }

  @Test
  void isLate_oncePaneEndPlusGraceIsReached_notBefore() {
    WindowSpec spec = new WindowSpec(30, 10, 2);
    assertThat(spec.isLate(9, Long.MIN_VALUE)).isFalse();
    assertThat(spec.isLate(9, 11)).isFalse();
    assertThat(spec.isLate(9, 12)).isTrue();
    assertThat(spec.isLate(10, 12)).isFalse();
  }

  @Test
  void constructor_advanceThatDoesNotDivideTheSize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec(10, 3, 0))
        .withMessageContaining("10 ms and 3 ms");
    assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec(10, 20, 0));
  }
}
