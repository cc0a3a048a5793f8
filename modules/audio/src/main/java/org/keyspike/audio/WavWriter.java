package org.keyspike.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Mono 16-bit WAV: the 44 bytes of the plainest header, then the samples. */
final class WavWriter {
  private static final int HEADER = 44;
  private static final int BYTES = Short.BYTES;

  private WavWriter() {}

  static void write(Path file, AudioClip clip) throws IOException {
    byte[] content = encode(clip);
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static byte[] encode(AudioClip clip) {
    float[] samples = clip.samples();
    if (samples.length > (Integer.MAX_VALUE - HEADER - 8) / BYTES) {
      throw new IllegalArgumentException(samples.length + " samples do not fit one WAV file");
    }
    int length = samples.length * BYTES;
    ByteBuffer out = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
    put(out, "RIFF").putInt(HEADER - 8 + length);
    put(out, "WAVE");
    put(out, "fmt ").putInt(16).putShort((short) WavDecoder.PCM).putShort((short) 1);
    out.putInt(clip.sampleRate()).putInt(clip.sampleRate() * BYTES);
    out.putShort((short) BYTES).putShort((short) (8 * BYTES));
    put(out, "data").putInt(length);
    for (int i = 0; i < samples.length; i++) {
      out.putShort(quantized(samples[i], i));
    }
    return out.array();
  }

  private static short quantized(float sample, int index) {
    if (!Float.isFinite(sample)) {
      throw new IllegalArgumentException("sample " + index + " is " + sample);
    }
    return Pcm16.of(sample);
  }

  private static ByteBuffer put(ByteBuffer out, String id) {
    return out.put(id.getBytes(StandardCharsets.US_ASCII));
  }
}
