// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.random.RandomGenerator;

/** Says how likely a customer is to leave. Its world does not change. */
final class ChurnModel implements DemoModel {

  private static final ModelVersion MODEL_VERSION = new ModelVersion("churn", "3");
  private static final ValueLayout FEATURES =
      ValueLayout.of(
          "tenure_months", "monthly_charge", "usage_hours", "support_calls", "plan", "payment");
  private static final ValueLayout PREDICTIONS = ValueLayout.of("score");

  private static final String[] PLANS = {"basic", "plus", "family"};
  private static final double[] PLAN_SHARES = {0.5, 0.35, 0.15};
  private static final double[] CHARGES = {15, 30, 45};
  private static final String[] PAYMENTS = {"card", "transfer", "invoice"};
  private static final double[] PAYMENT_SHARES = {0.6, 0.3, 0.1};

  @Override
  public ModelVersion modelVersion() {
    return MODEL_VERSION;
  }

  @Override
  public boolean drifts() {
    return false;
  }

  @Override
  public Sample draw(RandomGenerator random, boolean drifted) {
    double tenure = Draws.wholeExponential(random, 30);
    String plan = Draws.choice(random, PLANS, PLAN_SHARES);
    double base =
        plan.equals(PLANS[0]) ? CHARGES[0] : plan.equals(PLANS[1]) ? CHARGES[1] : CHARGES[2];
    double charge = base + Draws.rounded(Draws.logNormal(random, 4, 0.8), 0.01);
    double usage = Draws.logNormal(random, 20, 0.6);
    double calls = Draws.wholeExponential(random, 1.2);
    ObservedValues features =
        ObservedValues.builder(FEATURES)
            .number(0, tenure)
            .number(1, charge)
            .number(2, usage)
            .number(3, calls)
            .text(4, plan)
            .text(5, Draws.choice(random, PAYMENTS, PAYMENT_SHARES))
            .build();
    double score =
        Draws.logistic(
            -1.2
                - 0.03 * tenure
                + 0.5 * calls
                + 0.02 * charge
                - 0.02 * usage
                + 0.3 * random.nextGaussian());
    return new Sample(features, ObservedValues.builder(PREDICTIONS).number(0, score).build());
  }
}
