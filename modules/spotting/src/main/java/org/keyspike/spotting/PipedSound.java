package org.keyspike.spotting;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.InputException;

/**
 * Raw 16-bit samples from a pipe: little-endian, signed, one channel, 16 kHz. Nothing is lost in a
 * pipe: who writes waits until it is read.
 */
public final class PipedSound implements SoundSource {
  /** Bytes that tell formats of files apart. */
  private static final int HEAD = 16;

  private static final int CHUNK = FrontEndSettings.SAMPLE_RATE / 10;
  private static final String NAME = "standard input";
  private static final String EXPECTED =
      "raw 16-bit little-endian samples, mono, 16 kHz, as arecord -t raw -f S16_LE -r 16000 writes";

  private final InputStream in;
  private final byte[] bytes = new byte[Short.BYTES * CHUNK];
  private final short[] samples = new short[CHUNK];
  private boolean begun;
  private volatile boolean closed;

  public PipedSound(InputStream in) {
    this.in = in;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean next(Sink sink) throws IOException {
    if (closed) {
      return false;
    }
    int read = in.readNBytes(bytes, 0, bytes.length);
    if (!begun) {
      begun = true;
      Optional<String> format = AudioFiles.format(Arrays.copyOf(bytes, Math.min(HEAD, read)));
      if (format.isPresent()) {
        throw new InputException(NAME, "the header of a " + format.get() + " file", EXPECTED);
      }
      if (read < Short.BYTES) {
        throw new InputException(NAME, "nothing", EXPECTED);
      }
    }
    int count = read / Short.BYTES;
    for (int i = 0; i < count; i++) {
      samples[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
    }
    sink.accept(samples, count);
    return read == bytes.length;
  }

  @Override
  public void close() {
    closed = true;
  }
}
