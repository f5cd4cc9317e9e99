// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.Prediction;
import java.util.SplittableRandom;

/**
 * The requests of one model in their order, the same in every run but for their times. Not safe for
 * use by several threads.
 */
final class DemoFeed {

  private final DemoModel model;
  private final SplittableRandom random;
  private final long driftFrom;
  private long drawn;

  /**
   * Starts at the first request.
   *
   * @param model who answers
   * @param seed where chance starts
   * @param driftFrom number of the first request after the change of the model's world, from 0
   */
  DemoFeed(DemoModel model, long seed, long driftFrom) {
    this.model = model;
    this.random = new SplittableRandom(seed);
    this.driftFrom = driftFrom;
  }

  /** Draws the next request; its prediction id is unique within the model. */
  Request next(long nowMillis) {
    DemoModel.Sample sample = model.draw(random, isDrifted());
    String id = model.modelVersion().model() + "-" + drawn;
    drawn++;
    return new Request(
        new FeatureVector(id, nowMillis, sample.features()),
        new Prediction(id, model.modelVersion(), nowMillis, sample.predictions(), null));
  }

  long drawn() {
    return drawn;
  }

  /** Whether the next request comes from the changed world. */
  boolean isDrifted() {
    return model.drifts() && drawn >= driftFrom;
  }

  DemoModel model() {
    return model;
  }

  /** The two records of one request. */
  record Request(FeatureVector features, Prediction prediction) {}
}
