// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Uncompresses the pages of Parquet files by the libraries that Kafka's clients bring along anyway:
 * Snappy, Zstandard, gzip and raw LZ4. It does not compress.
 */
final class ParquetCodecs implements CompressionCodecFactory {

  private static final class UnknownCodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownCodecException(String message) {
      super(message);
    }
  }

  /** Uncompresses one page. */
  private interface Codec {
    byte[] uncompress(byte[] page, int size) throws IOException;
  }

  /** What a person should be told of a failure. */
  static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof UnknownCodecException)) {
      cause = cause.getCause();
    }
    return cause instanceof UnknownCodecException
        ? cause.getMessage()
        : String.valueOf(e.getMessage());
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    throw new UnsupportedOperationException("Parquet files are only read");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> new Decompressor((page, size) -> page);
      case SNAPPY -> new Decompressor((page, size) -> Snappy.uncompress(page));
      case ZSTD -> new Decompressor(Zstd::decompress);
      case GZIP -> new Decompressor(ParquetCodecs::gunzip);
      case LZ4_RAW ->
          new Decompressor(
              (page, size) ->
                  LZ4Factory.fastestInstance().safeDecompressor().decompress(page, size));
      default ->
          throw new UnknownCodecException(
              "compressed by "
                  + name
                  + ", which cannot be read here; write the file with snappy, zstd, gzip, lz4_raw"
                  + " or none");
    };
  }

  private static byte[] gunzip(byte[] page, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
      return in.readNBytes(size);
    }
  }

  @Override
  public void release() {
    // Nothing is held.
  }

  private record Decompressor(Codec codec) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int uncompressedSize) throws IOException {
      byte[] compressed = bytes.toInputStream().readAllBytes();
      byte[] page = codec.uncompress(compressed, uncompressedSize);
      if (page.length != uncompressedSize) {
        throw new IOException(
            "a page of " + page.length + " bytes where " + uncompressedSize + " were announced");
      }
      return BytesInput.from(page);
    }

    @Override
    public void decompress(
        ByteBuffer input, int compressedSize, ByteBuffer output, int uncompressedSize)
        throws IOException {
      byte[] page = new byte[compressedSize];
      input.get(page);
      output.put(codec.uncompress(page, uncompressedSize));
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }
}
