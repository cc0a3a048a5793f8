package org.keyspike.deploy.c99;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;

/** The clips of a list in a folder, in its order: whole frames of each. */
record Clips(Path folder, List<String> names) {
  private static final int SECOND = FrontEndSettings.SAMPLE_RATE;

  /** Those of {@code testing_list.txt}. */
  static Clips tested(Path folder) throws IOException {
    return new Clips(folder, Files.readAllLines(folder.resolve("testing_list.txt")));
  }

  /** The samples of a clip, so many of them as make whole frames. */
  short[] samples(String name) {
    try {
      float[] real = AudioFiles.read(folder.resolve(name)).samples();
      short[] samples = new short[real.length / FrontEndSettings.HOP * FrontEndSettings.HOP];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Pcm16.of(real[i]);
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many seconds of clips from all over the list, one after another, little-endian. */
  byte[] stream(int seconds) {
    ByteBuffer stream = ByteBuffer.allocate(2 * seconds * SECOND).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; stream.hasRemaining(); i++) {
      short[] samples = samples(names.get((int) (i * 0.618034 % 1 * names.size())));
      for (int s = 0; s < samples.length && stream.hasRemaining(); s++) {
        stream.putShort(samples[s]);
      }
    }
    return stream.array();
  }

  /** Every clip by itself, as records of the program in replay.c: a reset, then its frames. */
  byte[] records() {
    List<short[]> all = names.stream().map(this::samples).toList();
    int samples = all.stream().mapToInt(clip -> clip.length).sum();
    int count = all.size() + samples / FrontEndSettings.HOP;
    ByteBuffer records =
        ByteBuffer.allocate(4 + 4 * count + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    records.putInt(count);
    for (short[] clip : all) {
      records.putInt(0);
      for (int i = 0; i < clip.length; i++) {
        if (i % FrontEndSettings.HOP == 0) {
          records.putInt(FrontEndSettings.HOP);
        }
        records.putShort(clip[i]);
      }
    }
    return records.array();
  }

  /** {@link #stream} as records of the program in replay.c: a frame each. */
  byte[] records(int seconds) {
    byte[] stream = stream(seconds);
    int frame = 2 * FrontEndSettings.HOP;
    int count = stream.length / frame;
    ByteBuffer records =
        ByteBuffer.allocate(4 + 4 * count + stream.length).order(ByteOrder.LITTLE_ENDIAN);
    records.putInt(count);
    for (int i = 0; i < count; i++) {
      records.putInt(FrontEndSettings.HOP).put(stream, i * frame, frame);
    }
    return records.array();
  }
}
