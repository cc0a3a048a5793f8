package org.keyspike.spotting;

import java.nio.file.Path;
import java.util.Arrays;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.io.InputException;

/** A sound file, as fast as it can be read. */
public final class FileSound implements SoundSource {
  private static final int CHUNK = FrontEndSettings.SAMPLE_RATE / 10;

  private final Path file;
  private final short[] samples;
  private int at;
  private volatile boolean closed;

  /**
   * Reads the file, WAV or NIST SPHERE; another sample rate than 16 kHz is brought to that.
   *
   * @throws InputException if it is missing, damaged, or of another format
   */
  public FileSound(Path file) throws InputException {
    this.file = file;
    float[] read = AudioFiles.readAt(file, FrontEndSettings.SAMPLE_RATE).samples();
    samples = new short[read.length];
    for (int i = 0; i < read.length; i++) {
      samples[i] = Pcm16.of(read[i]);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public boolean next(Sink sink) {
    int count = Math.min(CHUNK, samples.length - at);
    if (closed || count == 0) {
      return false;
    }
    sink.accept(Arrays.copyOfRange(samples, at, at + count), count);
    at += count;
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
