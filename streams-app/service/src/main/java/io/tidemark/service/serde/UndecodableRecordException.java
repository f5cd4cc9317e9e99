// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

/**
 * A record that cannot be used, whatever is done later: it goes to the dead letters. The message
 * names what was wrong and the remedy. Carries no stack trace, so that a flood of bad records is
 * cheap.
 */
public final class UndecodableRecordException extends Exception {

  /** The value is null. */
  public static final String NULL_VALUE = "null-value";

  /** The value does not start with Confluent's wire format. */
  public static final String NOT_AVRO = "not-avro";

  /** The registry does not know the schema id. */
  public static final String UNKNOWN_SCHEMA_ID = "unknown-schema-id";

  /** The registry holds something under the id that is not readable Avro. */
  public static final String UNSUPPORTED_SCHEMA = "unsupported-schema";

  /** The bytes do not follow their schema: cut off, garbled, or sizes that cannot be. */
  public static final String MALFORMED = "malformed";

  /** The writer's schema cannot be read as the contract. */
  public static final String INCOMPATIBLE_SCHEMA = "incompatible-schema";

  /** A field that must be there is absent, null or empty. */
  public static final String MISSING_FIELD = "missing-field";

  /** The prediction id is empty, so nothing can be joined. */
  public static final String EMPTY_PREDICTION_ID = "empty-prediction-id";

  /** A field is there, but its type or text cannot serve as what the mapping makes of it. */
  public static final String WRONG_TYPE = "wrong-type";

  /** Two fields would be one feature. */
  public static final String AMBIGUOUS_NAME = "ambiguous-name";

  /** More values than a record may have. */
  public static final String TOO_MANY_VALUES = "too-many-values";

  /** The value is not a JSON object. */
  public static final String NOT_JSON = "not-json";

  /** The deserializer that a user configured failed, or yielded what cannot be read. */
  public static final String DESERIALIZER_FAILED = "deserializer-failed";

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Makes one.
   *
   * @param reason a stable code in kebab-case
   * @param message what was wrong and what to do, for people
   */
  public UndecodableRecordException(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /**
   * The stable code in kebab-case, such as {@link #NOT_AVRO}.
   *
   * @return the code
   */
  public String reason() {
    return reason;
  }
}
