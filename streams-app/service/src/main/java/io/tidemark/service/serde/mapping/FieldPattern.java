// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Names one field by its dotted path, or with a star at the end all that begin so.
 *
 * <pre>
 * user.age             the field, called user.age
 * user.age as age      the field, called age
 * payload.features.*   all below, at any depth, called by what stands for the star
 * payload.f_*          f_1, f_2 ... of payload, called f_1, f_2 ...
 * *                    all, called by their paths
 * </pre>
 *
 * @param literal the path, or what stands before the star
 * @param star whether there is a star
 * @param alias what the field is called; null for its own name
 */
public record FieldPattern(String literal, boolean star, String alias) {

  /**
   * Reads a list.
   *
   * @param text patterns by comma
   * @return at least one
   * @throws IllegalArgumentException if one is wrong; the message says what
   */
  public static List<FieldPattern> parseList(String text) {
    List<FieldPattern> patterns = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      patterns.add(parse(part.strip()));
    }
    return List.copyOf(patterns);
  }

  static FieldPattern parse(String text) {
    String[] parts = text.split("\\s+as\\s+", 2);
    boolean star = parts[0].endsWith("*");
    String literal = star ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    if (parts.length == 2 && (star || parts[1].isEmpty())) {
      throw new IllegalArgumentException("has 'as' where one field must be named");
    }
    if (!star) {
      checkedPath(literal);
    } else if (!literal.isEmpty()) {
      checkedPath(literal.endsWith(".") ? literal.substring(0, literal.length() - 1) : literal);
    }
    return new FieldPattern(literal, star, parts.length == 2 ? parts[1] : null);
  }

  static String checkedPath(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("has an empty path");
    }
    if (path.indexOf('*') >= 0) {
      throw new IllegalArgumentException("has a star that is not at the end");
    }
    if (path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw new IllegalArgumentException("has a path with an empty name between dots");
    }
    if (path.contains(",")) {
      throw new IllegalArgumentException("has a comma where one path is wanted");
    }
    return path;
  }

  boolean matches(String path) {
    return star ? path.startsWith(literal) : path.equals(literal);
  }

  /** Whether it names the path or something above it. */
  boolean covers(String path) {
    return matches(path) || (!star && path.startsWith(literal + "."));
  }

  /** Whether it may match something below a path. */
  boolean reachesBelow(String path) {
    String below = path + ".";
    return literal.startsWith(below) || (star && below.startsWith(literal));
  }

  /** What a field that it matches is called. */
  String nameOf(String path) {
    if (alias != null) {
      return alias;
    }
    return star ? path.substring(literal.lastIndexOf('.') + 1) : path;
  }

  @Override
  public String toString() {
    return literal + (star ? "*" : "") + (alias == null ? "" : " as " + alias);
  }
}
