// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kind of value a setting takes, and how it is read from text.
 *
 * @param <T> what the text becomes
 */
public final class ConfigType<T> {

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,10}) ?(kib|mib|gib)?");

  private final String label;
  private final Parser<T> parser;

  private ConfigType(String label, Parser<T> parser) {
    this.label = label;
    this.parser = parser;
  }

  interface Parser<T> {
    T parse(String text) throws InvalidValueException;
  }

  static <T> ConfigType<T> of(String label, Parser<T> parser) {
    return new ConfigType<>(label, parser);
  }

  /**
   * The type for people, such as {@code duration}.
   *
   * @return a few words, with the range where there is one
   */
  public String label() {
    return label;
  }

  T parse(String text) throws InvalidValueException {
    return parser.parse(text.strip());
  }

  static ConfigType<String> text() {
    return new ConfigType<>("text", text -> text);
  }

  static ConfigType<Boolean> flag() {
    return choice(Map.of("true", true, "false", false), List.of("true", "false"));
  }

  /** One of some words, with {@code -}, {@code _} and case ignored. */
  static <T> ConfigType<T> choice(Map<String, T> values, List<String> order) {
    String words = String.join(", ", order);
    return new ConfigType<>(
        String.join(" \\| ", order),
        text -> {
          for (Map.Entry<String, T> entry : values.entrySet()) {
            if (plain(entry.getKey()).equals(plain(text))) {
              return entry.getValue();
            }
          }
          throw new InvalidValueException("is none of its values", "use one of " + words);
        });
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  static ConfigType<Integer> integer(int least, int most) {
    String range =
        most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
    return new ConfigType<>(
        "integer, " + range,
        text -> {
          try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
              return value;
            }
          } catch (NumberFormatException e) {
            throw notAnInteger(text, range);
          }
          throw new InvalidValueException("is out of range", "use an integer " + range);
        });
  }

  private static InvalidValueException notAnInteger(String text, String range) {
    String remedy = "use an integer " + range;
    return text.startsWith("tcp://")
        ? new InvalidValueException(
            "was set by Kubernetes for a Service of that name",
            "set enableServiceLinks: false in the pod, or rename the Service")
        : new InvalidValueException("is not an integer", remedy);
  }

  /** A number above 0 and at most {@code most}. */
  static ConfigType<Double> positive(double most) {
    String range = most == Double.POSITIVE_INFINITY ? "above 0" : "above 0, at most " + shown(most);
    return new ConfigType<>("number " + range, text -> number(text, 0, most, "a number " + range));
  }

  static ConfigType<Double> weight() {
    return new ConfigType<>(
        "number, 0 or more",
        text -> number(text, -Double.MIN_VALUE, Double.MAX_VALUE, "a number of 0 or more"));
  }

  /** A positive number, or {@code off} for infinity. */
  static ConfigType<Double> threshold() {
    return new ConfigType<>(
        "number above 0, or off",
        text ->
            text.equalsIgnoreCase("off")
                ? Double.valueOf(Double.POSITIVE_INFINITY)
                : number(text, 0, Double.MAX_VALUE, "a number above 0, or off"));
  }

  private static double number(String text, double above, double most, String what)
      throws InvalidValueException {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidValueException("is not a number", "use " + what);
    }
    if (!(value > above && value <= most)) {
      throw new InvalidValueException("is out of range", "use " + what);
    }
    return value;
  }

  private static String shown(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  static ConfigType<Duration> duration(Duration least) {
    String range = least.isZero() ? "" : ", at least " + Durations.format(least);
    return new ConfigType<>(
        "duration" + range,
        text -> {
          Duration value;
          try {
            value = Durations.parse(text);
          } catch (IllegalArgumentException e) {
            String[] parts = e.getMessage().split("; ", 2);
            throw new InvalidValueException(parts[0].replaceFirst("^'.*' ", ""), parts[1]);
          }
          if (value.compareTo(least) < 0) {
            throw new InvalidValueException(
                "is too short", "use " + Durations.format(least) + " or more");
          }
          return value;
        });
  }

  /** A duration, or a word that stands for none. */
  static ConfigType<Optional<Duration>> optionalDuration(Duration least, String none) {
    ConfigType<Duration> duration = duration(least);
    return new ConfigType<>(
        none + ", or " + duration.label(),
        text -> text.equalsIgnoreCase(none) ? Optional.empty() : Optional.of(duration.parse(text)));
  }

  /** Milliseconds as Kafka wants them; a duration with a unit will do. */
  static ConfigType<Duration> millis(long least) {
    ConfigType<Duration> duration = duration(Duration.ofMillis(least));
    return new ConfigType<>(
        "milliseconds, or duration, at least " + least + "ms",
        text -> duration.parse(text.matches("\\d+") ? text + "ms" : text));
  }

  static ConfigType<Integer> bytes() {
    return bytes(1);
  }

  /** A number of bytes below 2 GiB, at least {@code least}; whole MiB unless it is 1. */
  static ConfigType<Integer> bytes(int least) {
    return new ConfigType<>(
        bytesLabel(least),
        text -> (int) parseBytes(text, least, Integer.MAX_VALUE, " below 2 GiB"));
  }

  /** A number of bytes, at least {@code least}, or a word that stands for none. */
  static ConfigType<Optional<Long>> optionalBytes(int least, String none) {
    return new ConfigType<>(
        none + ", or " + bytesLabel(least),
        text ->
            text.equalsIgnoreCase(none)
                ? Optional.empty()
                : Optional.of(parseBytes(text, least, Long.MAX_VALUE, "")));
  }

  private static String bytesLabel(int least) {
    return "bytes, or with KiB, MiB or GiB" + (least == 1 ? "" : ", at least " + mebi(least));
  }

  private static long parseBytes(String text, int least, long most, String range)
      throws InvalidValueException {
    var matcher = BYTES.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long value = Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
      if (value >= 1 && value < least) {
        throw new InvalidValueException("is too small", "use " + mebi(least) + " or more");
      }
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new InvalidValueException(
        "is not a number of bytes" + range, "write for example 1048576 or 1MiB");
  }

  private static int shift(String unit) {
    if (unit == null) {
      return 0;
    }
    return switch (unit) {
      case "kib" -> 10;
      case "mib" -> 20;
      default -> 30;
    };
  }

  private static String mebi(int bytes) {
    return (bytes >> 20) + "MiB";
  }

  static ConfigType<String> topic() {
    return topicPart("topic name");
  }

  static ConfigType<String> applicationId() {
    return topicPart("name");
  }

  private static ConfigType<String> topicPart(String label) {
    return new ConfigType<>(
        label,
        text -> {
          if (TOPIC.matcher(text).matches() && !text.equals(".") && !text.equals("..")) {
            return text;
          }
          throw new InvalidValueException(
              "is not a " + label + " that Kafka takes",
              "use 1 to 249 of the characters a-z, A-Z, 0-9, '.', '_' and '-'");
        });
  }

  static ConfigType<String> servers() {
    return new ConfigType<>(
        "host:port, several by comma",
        text -> {
          for (String server : text.split(",", -1)) {
            if (!server.strip().matches(".*[^:/]:\\d{1,5}") || server.contains("://")) {
              throw new InvalidValueException(
                  "has a part that is not host:port", "write for example broker-1:9092");
            }
          }
          return text;
        });
  }

  static ConfigType<String> urls() {
    return new ConfigType<>(
        "URL, several by comma",
        text -> {
          for (String url : text.split(",", -1)) {
            checkUrl(url.strip());
          }
          return text;
        });
  }

  private static void checkUrl(String url) throws InvalidValueException {
    String remedy = "write for example http://registry:8081";
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException("has a part that is not a URL", remedy);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new InvalidValueException("has a part that is not an http or https URL", remedy);
    }
  }

  static ConfigType<String> userInfo() {
    return new ConfigType<>(
        "user:password",
        text -> {
          if (text.indexOf(':') > 0) {
            return text;
          }
          throw new InvalidValueException("has no colon", "write user:password");
        });
  }
}
