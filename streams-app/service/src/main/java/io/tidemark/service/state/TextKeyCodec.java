// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.nio.charset.StandardCharsets;

/**
 * A codec whose keys are texts.
 *
 * @param <V> live value
 */
public abstract class TextKeyCodec<V> implements StateCodec<String, V> {

  @Override
  public final byte[] encodeKey(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public final String decodeKey(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
