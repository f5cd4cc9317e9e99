// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/**
 * Confluent's wire format: byte 0 is zero, bytes 1 to 4 are the schema's id as a big-endian int,
 * the rest is the Avro binary form of one datum.
 */
public final class WireFormat {

  /** Bytes before the datum. */
  public static final int HEADER_BYTES = 5;

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
    return (message[1] & 0xff) << 24
        | (message[2] & 0xff) << 16
        | (message[3] & 0xff) << 8
        | (message[4] & 0xff);
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
      return "the value starts with 0x01, the framing by schema GUID" + expected;
    }
    String looks = first == '{' || first == '[' ? " and looks like JSON" : "";
    return String.format("the value starts with 0x%02x%s%s", first, looks, expected);
  }
}
