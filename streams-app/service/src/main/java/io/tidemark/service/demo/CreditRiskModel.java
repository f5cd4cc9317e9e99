// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.random.RandomGenerator;

/**
 * Says how likely a loan is to fail. Its world changes: incomes fall, cards are used more, payments
 * come later, people borrow to repay other debts, a purpose that was unknown when the model was
 * made; and so its scores rise.
 */
final class CreditRiskModel implements DemoModel {

  private static final ModelVersion MODEL_VERSION = new ModelVersion("credit-risk", "1");
  private static final ValueLayout FEATURES =
      ValueLayout.of(
          "income",
          "loan_amount",
          "card_utilization",
          "payment_delay_days",
          "account_age_months",
          "open_loans",
          "purpose",
          "region",
          "channel");
  private static final ValueLayout PREDICTIONS = ValueLayout.of("score", "decision");

  private static final String[] PURPOSES = {"car", "home", "education", "other", "refinance"};
  private static final double[] PURPOSE_SHARES = {0.35, 0.30, 0.15, 0.20, 0};
  private static final double[] DRIFTED_PURPOSE_SHARES = {0.20, 0.20, 0.10, 0.20, 0.30};
  private static final String[] REGIONS = {"north", "east", "south", "west"};
  private static final double[] REGION_SHARES = {0.4, 0.3, 0.2, 0.1};
  private static final String[] CHANNELS = {"app", "web", "branch"};
  private static final double[] CHANNEL_SHARES = {0.5, 0.3, 0.2};

  private static final double INCOME = 38_000;
  private static final double DRIFTED_INCOME = 29_000;
  private static final double UTILIZATION = 0.35;
  private static final double DRIFTED_UTILIZATION = 0.50;
  private static final double DELAY_DAYS = 4;
  private static final double DRIFTED_DELAY_DAYS = 9;
  private static final double UNKNOWN_AGE_SHARE = 0.03;
  private static final double REJECT_FROM = 0.6;
  private static final double REVIEW_FROM = 0.35;

  @Override
  public ModelVersion modelVersion() {
    return MODEL_VERSION;
  }

  @Override
  public boolean drifts() {
    return true;
  }

  @Override
  public Sample draw(RandomGenerator random, boolean drifted) {
    double income = Draws.logNormal(random, drifted ? DRIFTED_INCOME : INCOME, 0.4);
    double amount = Draws.logNormal(random, 9_000, 0.7);
    double utilization =
        Draws.clampedNormal(random, drifted ? DRIFTED_UTILIZATION : UTILIZATION, 0.18, 0, 1);
    double delay = Draws.wholeExponential(random, drifted ? DRIFTED_DELAY_DAYS : DELAY_DAYS);
    double loans = Draws.wholeExponential(random, 1.5);
    ObservedValues.Builder features =
        ObservedValues.builder(FEATURES)
            .number(0, Draws.rounded(income, 10))
            .number(1, Draws.rounded(amount, 100))
            .number(2, utilization)
            .number(3, delay)
            .number(5, loans);
    double age = Draws.wholeExponential(random, 48);
    if (random.nextDouble() >= UNKNOWN_AGE_SHARE) {
      features.number(4, age);
    }
    features
        .text(6, Draws.choice(random, PURPOSES, drifted ? DRIFTED_PURPOSE_SHARES : PURPOSE_SHARES))
        .text(7, Draws.choice(random, REGIONS, REGION_SHARES))
        .text(8, Draws.choice(random, CHANNELS, CHANNEL_SHARES));
    double score =
        Draws.logistic(
            -1.8
                + 2.5 * (utilization - UTILIZATION)
                + 0.12 * (delay - DELAY_DAYS)
                + 1.2 * amount / income
                + 0.3 * random.nextGaussian());
    return new Sample(features.build(), answer(score));
  }

  private static ObservedValues answer(double score) {
    String decision = score >= REJECT_FROM ? "reject" : score >= REVIEW_FROM ? "review" : "grant";
    return ObservedValues.builder(PREDICTIONS).number(0, score).text(1, decision).build();
  }
}
