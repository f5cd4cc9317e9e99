// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a setting of one model, taken apart.
 *
 * <p>Names of models and versions end at the next dot, or stand in double quotes. A column's name
 * ends before a setting of columns, so that dots in it do no harm; it too may stand in quotes.
 *
 * @param scope the model or version
 * @param feature the column; null for a setting of the model as a whole
 * @param key the setting
 */
record ModelSettingName(Scope scope, String feature, ConfigKey<?> key) {

  /**
   * For whom it is set.
   *
   * @param model the model's name
   * @param version the version's name; null for all versions
   */
  record Scope(String model, String version) {

    /** As it is written before a setting, with quotes where they are needed. */
    @Override
    public String toString() {
      String prefix = ModelKeys.PREFIX + quoted(model) + ".";
      return version == null ? prefix : prefix + ModelKeys.VERSION + quoted(version) + ".";
    }
  }

  /** Takes a name apart that begins with {@code model.}. */
  static ModelSettingName parse(String name) throws InvalidValueException {
    Cursor cursor = new Cursor(name.substring(ModelKeys.PREFIX.length()));
    String model = cursor.name("model's name");
    String version = null;
    if (cursor.rest.startsWith(ModelKeys.VERSION)) {
      cursor.rest = cursor.rest.substring(ModelKeys.VERSION.length());
      version = cursor.name("version's name");
    }
    Scope scope = new Scope(model, version);
    if (cursor.rest.startsWith(ModelKeys.FEATURE)) {
      return ofFeature(scope, cursor.rest.substring(ModelKeys.FEATURE.length()));
    }
    for (ConfigKey<?> key : ModelKeys.ofModels()) {
      if (key.name().equals(cursor.rest)) {
        return new ModelSettingName(scope, null, key);
      }
    }
    throw unknown(scope, cursor.rest);
  }

  private static ModelSettingName ofFeature(Scope scope, String rest) throws InvalidValueException {
    for (ConfigKey<?> key : ModelKeys.ofFeatures()) {
      String tail = "." + key.name();
      if (rest.length() > tail.length() && rest.endsWith(tail)) {
        String feature = rest.substring(0, rest.length() - tail.length());
        return new ModelSettingName(scope, unquoted(feature), key);
      }
    }
    List<String> settings = ModelKeys.ofFeatures().stream().map(ConfigKey::name).toList();
    int dot = rest.lastIndexOf('.');
    String column = dot < 0 ? rest : rest.substring(0, dot + 1);
    throw new InvalidValueException(
        "is not a setting of a column",
        dot < 0
            ? "name the column and one of " + String.join(", ", settings)
            : meant(rest.substring(dot + 1), settings, scope + ModelKeys.FEATURE + column));
  }

  private static InvalidValueException unknown(Scope scope, String rest) {
    int end = endOfName(rest);
    if (end > 0) {
      String before = scope.version == null ? scope.model : scope.version;
      String whole = before + "." + rest.substring(0, end);
      Scope fixed = scope.version == null ? new Scope(whole, null) : new Scope(scope.model, whole);
      return new InvalidValueException(
          "has a name with a dot in it",
          "put the name in double quotes: " + fixed + rest.substring(end + 1));
    }
    if (ConfigKeys.all().stream().anyMatch(key -> key.name().equals(rest))) {
      return new InvalidValueException(
          "can only be set for all models alike", "set " + rest + ", or leave it out");
    }
    if (rest.startsWith(ConfigKeys.IMPORTANCE_PREFIX)) {
      String column = rest.substring(ConfigKeys.IMPORTANCE_PREFIX.length());
      return new InvalidValueException(
          "is written otherwise for one model",
          "set " + scope + ModelKeys.FEATURE + column + "." + ModelKeys.IMPORTANCE.name());
    }
    List<String> known = ModelKeys.ofModels().stream().map(ConfigKey::name).toList();
    return new InvalidValueException(
        "is not a setting of a model", meant(rest, known, scope.toString()));
  }

  /** Where a name ends that was cut short at a dot of its own; 0 when none was. */
  private static int endOfName(String rest) {
    return Stream.concat(
            Stream.of(ModelKeys.VERSION, ModelKeys.FEATURE), ModelKeys.SECTIONS.stream())
        .mapToInt(begin -> rest.indexOf("." + begin))
        .filter(i -> i > 0)
        .min()
        .orElse(0);
  }

  private static String meant(String setting, Collection<String> known, String prefix) {
    return EditDistance.nearest(setting, known)
        .map(nearest -> "did you mean " + prefix + nearest + "?")
        .orElse("use one of " + String.join(", ", known));
  }

  private static String quoted(String name) {
    return name.contains(".") || name.startsWith("\"") ? '"' + name + '"' : name;
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  /** What is left to read. */
  private static final class Cursor {

    private String rest;

    Cursor(String rest) {
      this.rest = rest;
    }

    String name(String what) throws InvalidValueException {
      boolean quoted = rest.startsWith("\"");
      int from = quoted ? 1 : 0;
      String end = quoted ? "\"." : ".";
      int to = rest.indexOf(end, from);
      if (to <= from) {
        throw new InvalidValueException(
            "has no " + (to < 0 ? "setting after the " : "") + what,
            "write for example model.churn.drift.alpha, with \"…\" around a name that has a dot");
      }
      String name = rest.substring(from, to);
      rest = rest.substring(to + end.length());
      return name;
    }
  }
}
