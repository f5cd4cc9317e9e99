// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Confluent's wire format: byte 0 is zero, bytes 1 to 4 are the schema's id as a big-endian int,
 * the rest is the Avro binary form of one datum. Newer clients may instead write byte 0 as one and
 * the schema's GUID in bytes 1 to 16.
 */
public final class WireFormat {

  /** Bytes before the datum. */
  public static final int HEADER_BYTES = 5;

  /** Bytes before the datum where a GUID names the schema. */
  public static final int GUID_HEADER_BYTES = 17;

  private static final byte MAGIC = 0;
  private static final byte GUID_MAGIC = 1;

  private WireFormat() {}

  /**
   * Reads the schema id of a message.
   *
   * @param message a whole record value
   * @return the id; negative ids do not occur in a registry but are returned as they are
   * @throws NotWireFormatException if the message is too short or starts otherwise
   */
  public static int schemaId(byte[] message) throws NotWireFormatException {
    if (message.length < HEADER_BYTES || message[0] != MAGIC) {
      throw new NotWireFormatException(fault(message));
    }
    return idIn(message);
  }

  /**
   * Whether a message begins with an id.
   *
   * @param message a whole record value
   * @param schemaId the id
   * @return true for this id, false for anything else
   */
  public static boolean startsWith(byte[] message, int schemaId) {
    return message.length >= HEADER_BYTES && message[0] == MAGIC && idIn(message) == schemaId;
  }

  private static int idIn(byte[] message) {
    return (message[1] & 0xff) << 24
        | (message[2] & 0xff) << 16
        | (message[3] & 0xff) << 8
        | (message[4] & 0xff);
  }

  /**
   * Whether a message begins with a GUID.
   *
   * @param message a whole record value
   * @return true if it does
   */
  public static boolean isGuid(byte[] message) {
    return message.length >= GUID_HEADER_BYTES && message[0] == GUID_MAGIC;
  }

  /**
   * Reads the GUID of a message that {@link #isGuid}.
   *
   * @param message a whole record value
   * @return the GUID
   */
  public static UUID schemaGuid(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message, 1, GUID_HEADER_BYTES - 1);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /**
   * Writes the five bytes.
   *
   * @param target where to write, from index 0; at least {@link #HEADER_BYTES} long
   * @param schemaId the writer schema's id
   */
  public static void writeHeader(byte[] target, int schemaId) {
    target[0] = MAGIC;
    target[1] = (byte) (schemaId >>> 24);
    target[2] = (byte) (schemaId >>> 16);
    target[3] = (byte) (schemaId >>> 8);
    target[4] = (byte) schemaId;
  }

  private static String fault(byte[] message) {
    String expected =
        "; expected byte 0x00, a 4-byte schema id and Avro binary, as Confluent's Avro serializer"
            + " writes them";
    if (message.length == 0) {
      return "the value is empty" + expected;
    }
    byte first = message[0];
    if (first == MAGIC) {
      return "the value has only " + message.length + " bytes" + expected;
    }
    if (first == GUID_MAGIC) {
      return "the value starts with 0x01 but is too short for a schema GUID" + expected;
    }
    String looks = first == '{' || first == '[' ? " and looks like JSON" : "";
    return String.format("the value starts with 0x%02x%s%s", first, looks, expected);
  }
}
