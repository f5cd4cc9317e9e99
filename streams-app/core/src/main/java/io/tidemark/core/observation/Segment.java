// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Which observations of a model version are meant: those that have certain values in certain
 * categorical columns, such as {@code country=DE} or {@code country=DE,tier=gold}. Immutable.
 *
 * <p>Its text is its stable name in topics, stores and metrics. In it {@code %}, {@code ,} and
 * {@code =} within a column's name or value are percent-encoded, so that it can be read back.
 *
 * @param columns the columns; one or more, distinct
 * @param values the value of each, as {@code CategoryText} writes it; as many as columns
 */
public record Segment(List<String> columns, List<String> values) implements Comparable<Segment> {

  /** The most columns that a segment may be made by. */
  public static final int MAX_COLUMNS = 4;

  private static final Comparator<Segment> ORDER = Comparator.comparing(Segment::toString);

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are no columns, more than {@value #MAX_COLUMNS}, one
   *     comes twice or is empty, or there are not as many values
   */
  public Segment {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
    if (columns.isEmpty()
        || columns.size() > MAX_COLUMNS
        || columns.size() != values.size()
        || columns.contains("")
        || new HashSet<>(columns).size() != columns.size()) {
      throw new IllegalArgumentException(
          "a segment takes one value for each of 1 to "
              + MAX_COLUMNS
              + " distinct columns, got the columns "
              + columns
              + " and the values "
              + values);
    }
  }

  /**
   * A segment by one column.
   *
   * @param column its name
   * @param value its value
   * @return the segment
   */
  public static Segment of(String column, String value) {
    return new Segment(List.of(column), List.of(value));
  }

  /**
   * Reads the text of a segment.
   *
   * @param text what {@link #toString} wrote
   * @return the segment
   * @throws IllegalArgumentException if it is anything else
   */
  public static Segment parse(String text) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String condition : text.split(",", -1)) {
      int equals = condition.indexOf('=');
      if (equals < 0 || condition.indexOf('=', equals + 1) >= 0) {
        throw new IllegalArgumentException(
            "'" + text + "' is no segment; it should read as country=DE or country=DE,tier=gold");
      }
      columns.add(unescape(condition.substring(0, equals)));
      values.add(unescape(condition.substring(equals + 1)));
    }
    return new Segment(columns, values);
  }

  private static String escape(String part) {
    return part.replace("%", "%25").replace(",", "%2C").replace("=", "%3D");
  }

  private static String unescape(String part) {
    return part.replace("%3D", "=").replace("%2C", ",").replace("%25", "%");
  }

  /** By text. */
  @Override
  public int compareTo(Segment other) {
    return ORDER.compare(this, other);
  }

  /** The text, such as {@code country=DE,tier=gold}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      text.append(i == 0 ? "" : ",")
          .append(escape(columns.get(i)))
          .append('=')
          .append(escape(values.get(i)));
    }
    return text.toString();
  }
}
