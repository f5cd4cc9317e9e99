// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/** How the p-values of one window are corrected for being many. */
public enum Correction {
  /** See {@link BenjaminiHochberg}. The default. */
  BENJAMINI_HOCHBERG {
    @Override
    public double[] adjust(double[] pValues) {
      return BenjaminiHochberg.adjust(pValues);
    }
  },
  /** See {@link Bonferroni}. For features that depend on one another in ways nobody knows. */
  BONFERRONI {
    @Override
    public double[] adjust(double[] pValues) {
      return Bonferroni.adjust(pValues);
    }
  },
  /** No correction. With 50 features and alpha 0.01, two windows in five show a false p-value. */
  NONE {
    @Override
    public double[] adjust(double[] pValues) {
      return pValues.clone();
    }
  };

  /**
   * Adjusts the p-values of one family.
   *
   * @param pValues each in [0, 1]; left as they are
   * @return the adjusted values in the same order
   */
  public abstract double[] adjust(double[] pValues);
}
