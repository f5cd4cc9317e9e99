// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.evaluate.Statistic;
import java.io.IOException;
import java.util.List;

/** Writes statistics as JSON, in the one form that all commands print. */
public final class StatisticsJson {

  private StatisticsJson() {}

  /**
   * Writes a field {@code statistics}: an object with one object per key, with value, p_value,
   * method and error_bound.
   *
   * @param json where to write; inside an object
   * @param statistics what to write
   * @throws IOException if the generator cannot write
   */
  public static void write(JsonGenerator json, List<Statistic> statistics) throws IOException {
    json.writeObjectFieldStart("statistics");
    for (Statistic statistic : statistics) {
      json.writeObjectFieldStart(statistic.key());
      writeNumber(json, "value", statistic.value());
      writeNumber(json, "p_value", statistic.pValue());
      json.writeStringField("method", statistic.method());
      writeNumber(json, "error_bound", statistic.errorBound());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /**
   * Writes a number in full precision.
   *
   * @param json where to write; inside an object
   * @param name the field
   * @param value the number; null is written for NaN and infinities, which JSON does not have
   * @throws IOException if the generator cannot write
   */
  public static void writeNumber(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
