// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A made-up model in service: what it is asked and what it answers, drawn at random, before and
 * after its world changes. Stateless and safe for use by several threads.
 */
public sealed interface DemoModel permits CreditRiskModel, ChurnModel {

  /**
   * The models of the demo.
   *
   * @return first the one whose features will drift, then the one that stays healthy
   */
  static List<DemoModel> all() {
    return List.of(new CreditRiskModel(), new ChurnModel());
  }

  /**
   * Who answers.
   *
   * @return name and version
   */
  ModelVersion modelVersion();

  /**
   * Whether its world ever changes.
   *
   * @return true when {@link #draw} heeds {@code drifted}
   */
  boolean drifts();

  /**
   * Draws one request with its answer.
   *
   * @param random where chance comes from
   * @param drifted whether the world has changed
   * @return a sample; equal for equal states of {@code random}
   */
  Sample draw(RandomGenerator random, boolean drifted);

  /**
   * One request with its answer.
   *
   * @param features the inputs
   * @param predictions the outputs
   */
  record Sample(ObservedValues features, ObservedValues predictions) {}
}
