// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link ReferenceProfile} from a sample, row by row. Not thread-safe; of no use after
 * {@link #build}.
 *
 * <p>A column is numeric when every present value is a number and categorical when every one is a
 * text; a mixed column must be declared. Then numbers of a categorical column become texts ({@link
 * CategoryText}), and texts of a numeric column count as invalid. The order of rows does not matter
 * to the result, the order in which columns first appear does.
 *
 * <p>Memory: eight to twelve bytes for each number held until {@link #build}, and the distinct
 * texts. A million rows of twenty numbers take about 200 MB; a sample much larger than that is
 * better drawn at random first, since the sampling error of a distribution function at a million
 * rows is already below 0.002.
 */
public final class ReferenceProfileBuilder {

  private final ModelVersion modelVersion;
  private final String name;
  private final long createdMillis;
  private final Map<String, FeatureKind> kinds = new HashMap<>();
  private final Map<String, SampleColumn> features = new LinkedHashMap<>();
  private final Map<String, SampleColumn> predictions = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();
  private final Columns featureColumns = new Columns(FeatureRole.FEATURE, features);
  private final Columns predictionColumns = new Columns(FeatureRole.PREDICTION, predictions);
  private int resolution = NumericReference.DEFAULT_RESOLUTION;
  private int maxCategories = CategoricalReference.DEFAULT_CATEGORIES;
  private boolean skipEmptyColumns;
  private long rows;

  /**
   * Starts an empty sample.
   *
   * @param modelVersion whose reference it will be
   * @param name what people will call it
   * @param createdMillis now, since the epoch
   */
  public ReferenceProfileBuilder(ModelVersion modelVersion, String name, long createdMillis) {
    this.modelVersion = modelVersion;
    this.name = name;
    this.createdMillis = createdMillis;
  }

  /**
   * Sets how many points a numeric reference may keep.
   *
   * @param points at least {@value SortedSample#MIN_RESOLUTION}, or {@link NumericReference#ALL};
   *     {@value NumericReference#DEFAULT_RESOLUTION} unless set
   * @return this
   */
  public ReferenceProfileBuilder resolution(int points) {
    if (points < SortedSample.MIN_RESOLUTION) {
      throw new IllegalArgumentException(
          "resolution must be at least "
              + SortedSample.MIN_RESOLUTION
              + " points or all, got "
              + points);
    }
    resolution = points;
    return this;
  }

  /**
   * Sets how many categories a categorical reference may keep.
   *
   * @param categories 1 or more; {@value CategoricalReference#DEFAULT_CATEGORIES} unless set
   * @return this
   */
  public ReferenceProfileBuilder maxCategories(int categories) {
    if (categories < 1) {
      throw new IllegalArgumentException(
          "the most categories to keep must be at least 1, got " + categories);
    }
    maxCategories = categories;
    return this;
  }

  /**
   * Declares the kind of a column, whatever its values look like. Before the first row.
   *
   * @param column its name, as feature or prediction
   * @param kind its kind
   * @return this
   */
  public ReferenceProfileBuilder kind(String column, FeatureKind kind) {
    if (rows > 0) {
      throw new IllegalStateException("declare the kind of '" + column + "' before the first row");
    }
    kinds.put(column, kind);
    return this;
  }

  /**
   * Leaves out columns without a usable value instead of refusing the sample; see {@link #skipped}.
   *
   * @return this
   */
  public ReferenceProfileBuilder skipEmptyColumns() {
    skipEmptyColumns = true;
    return this;
  }

  /**
   * Takes one row.
   *
   * @param featureValues the inputs; {@link ObservedValues#EMPTY} when there are none
   * @param predictionValues the outputs; {@link ObservedValues#EMPTY} when there are none
   */
  public void accept(ObservedValues featureValues, ObservedValues predictionValues) {
    rows++;
    featureColumns.accept(featureValues);
    predictionColumns.accept(predictionValues);
  }

  /**
   * How many rows were taken.
   *
   * @return 0 or more
   */
  public long rows() {
    return rows;
  }

  /**
   * The columns left out of the profile, each with the reason; complete after {@link #build}.
   *
   * @return sentences for people; empty unless {@link #skipEmptyColumns} was asked for
   */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  /**
   * Makes the profile: features first, then predictions, each in the order of first appearance.
   *
   * @return the profile
   * @throws UnusableSampleException if there are no rows, a column is mixed or has no usable value,
   *     or a kind was declared for a column that never came
   */
  public ReferenceProfile build() {
    if (rows == 0) {
      throw new UnusableSampleException(
          "the sample for the reference '"
              + name
              + "' of "
              + modelVersion
              + " has no rows; give it some");
    }
    for (String declared : kinds.keySet()) {
      if (!features.containsKey(declared) && !predictions.containsKey(declared)) {
        throw new UnusableSampleException(
            "a kind is declared for column '" + declared + "', but the sample has no such column");
      }
    }
    List<FeatureReference> references = new ArrayList<>();
    addTo(references, features);
    addTo(references, predictions);
    if (references.isEmpty()) {
      throw new UnusableSampleException(
          "the sample for the reference '" + name + "' of " + modelVersion + " has no columns");
    }
    return ReferenceProfile.of(modelVersion, name, createdMillis, references);
  }

  private void addTo(List<FeatureReference> references, Map<String, SampleColumn> columns) {
    for (SampleColumn column : columns.values()) {
      if (!column.isEmpty()) {
        references.add(column.reference(rows, resolution, maxCategories));
      } else if (skipEmptyColumns) {
        skipped.add(column.emptiness(rows));
      } else {
        throw new UnusableSampleException(column.emptiness(rows) + "; exclude it");
      }
    }
  }

  /** The columns of one role, found again quickly while rows keep one layout. */
  private final class Columns {
    private final FeatureRole role;
    private final Map<String, SampleColumn> byName;
    private ValueLayout layout;
    private SampleColumn[] bySlot = {};

    Columns(FeatureRole role, Map<String, SampleColumn> byName) {
      this.role = role;
      this.byName = byName;
    }

    @SuppressWarnings("ReferenceEquality") // an equal layout under another identity works as well
    void accept(ObservedValues values) {
      if (values.layout() != layout) {
        layout = values.layout();
        bySlot = new SampleColumn[layout.size()];
        for (int slot = 0; slot < bySlot.length; slot++) {
          bySlot[slot] =
              byName.computeIfAbsent(
                  layout.name(slot), column -> new SampleColumn(column, role, kinds.get(column)));
        }
      }
      for (int slot = 0; slot < bySlot.length; slot++) {
        bySlot[slot].accept(values, slot);
      }
    }
  }
}
