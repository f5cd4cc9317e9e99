// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the references of the demo models from what they were asked before any change. */
public final class DemoReferences {

  private static final int ROWS = 20_000;

  /** Not the seed of the traffic: a model is not trained on what it will be asked. */
  private static final long SEED = 7_001;

  private DemoReferences() {}

  /**
   * Makes one reference for each demo model.
   *
   * @param nowMillis when they are made, since the epoch
   * @return the references, in the order of {@link DemoModel#all}
   */
  public static List<ReferenceProfile> make(long nowMillis) {
    List<ReferenceProfile> profiles = new ArrayList<>();
    for (DemoModel model : DemoModel.all()) {
      profiles.add(make(model, SEED + profiles.size(), nowMillis));
    }
    return profiles;
  }

  private static ReferenceProfile make(DemoModel model, long seed, long nowMillis) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(model.modelVersion(), "training", nowMillis);
    SplittableRandom random = new SplittableRandom(seed);
    for (int row = 0; row < ROWS; row++) {
      DemoModel.Sample sample = model.draw(random, false);
      builder.accept(sample.features(), sample.predictions());
    }
    return builder.build();
  }
}
