package org.keyspike.spotting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Sound as bytes, and what a source hands on of it. */
final class RawSound {
  private RawSound() {}

  /** Any 16-bit samples, little-endian. */
  static byte[] random(int samples, long seed) {
    byte[] bytes = new byte[2 * samples];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  /** The samples of little-endian bytes. */
  static short[] samples(byte[] bytes) {
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /** A WAV file of 16-bit mono samples at a rate, whatever the bytes are. */
  static byte[] wav(byte[] data, int rate) {
    ByteBuffer file = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return file.array();
  }

  /** All that a source hands on, call by call. */
  static List<short[]> chunks(SoundSource source) throws IOException {
    List<short[]> chunks = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = source.next((samples, length) -> chunks.add(Arrays.copyOf(samples, length)));
    }
    return chunks;
  }

  /** All samples that a source hands on. */
  static short[] all(SoundSource source) throws IOException {
    List<short[]> chunks = chunks(source);
    short[] all = new short[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    int at = 0;
    for (short[] chunk : chunks) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    return all;
  }
}
