// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Something that may differ by model and by version, with one that holds for all others: that of
 * the version if there is one, else that of the model, else the general one. Resolved when it is
 * made, so a look-up is at most two of a hash table. Immutable if its values are.
 *
 * @param general holds where nothing else is said
 * @param models by model name; holds for all its versions
 * @param versions by model version
 * @param <T> what differs
 */
public record PerModel<T>(T general, Map<String, T> models, Map<ModelVersion, T> versions) {

  /** Copies the maps. */
  public PerModel {
    models = Map.copyOf(models);
    versions = Map.copyOf(versions);
  }

  /**
   * The same for every model.
   *
   * @param value what holds
   * @param <T> its type
   * @return a book without exceptions
   */
  public static <T> PerModel<T> same(T value) {
    return new PerModel<>(value, Map.of(), Map.of());
  }

  /**
   * What holds for a model version.
   *
   * @param modelVersion any, known or not
   * @return the most specific value there is
   */
  public T of(ModelVersion modelVersion) {
    if (models.isEmpty() && versions.isEmpty()) {
      return general; // As usual, and without hashing the names.
    }
    T own = versions.get(modelVersion);
    return own == null ? ofModel(modelVersion.model()) : own;
  }

  /**
   * What holds for the versions of a model that have nothing of their own.
   *
   * @param model its name, known or not
   * @return the value of the model, or the general one
   */
  public T ofModel(String model) {
    return models.getOrDefault(model, general);
  }

  /**
   * Makes something else of every value, once each.
   *
   * @param change what to make
   * @param <R> what it becomes
   * @return a book with the same exceptions
   */
  public <R> PerModel<R> map(Function<? super T, ? extends R> change) {
    return new PerModel<>(
        change.apply(general), changed(models, change), changed(versions, change));
  }

  private static <K, T, R> Map<K, R> changed(
      Map<K, T> values, Function<? super T, ? extends R> change) {
    Map<K, R> changed = new HashMap<>();
    values.forEach((key, value) -> changed.put(key, change.apply(value)));
    return changed;
  }
}
