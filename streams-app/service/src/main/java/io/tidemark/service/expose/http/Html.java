// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

/**
 * HTML under construction. Templates are constants of the program; everything put into their places
 * is escaped, so that a name chosen by a producer stays text. Not thread-safe.
 */
final class Html {

  private static final String PLACE = "{}";

  private final StringBuilder out = new StringBuilder(16_384);

  /** Appends a template, with each {@code {}} replaced by the next value, escaped. */
  Html add(String template, Object... values) {
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("more values than places in " + template);
      }
      out.append(template, from, place);
      escape(String.valueOf(value));
      from = place + PLACE.length();
    }
    out.append(template, from, template.length());
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
  }
}
