package org.keyspike.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;

/** A folder of sound that nobody recorded, and its rows. */
final class SoundFixture {
  private SoundFixture() {}

  /** Files of noise, some seconds long, in folders of four. */
  static void make(Path folder, int files, int seconds) throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < files; i++) {
      float[] samples = new float[16_000 * seconds + 1_000 * i];
      for (int n = 0; n < samples.length; n++) {
        double swell = Math.sin(n * 0.0004 * (1 + i % 3));
        samples[n] = (float) (0.2 * swell * random.nextGaussian()) % 1;
      }
      Path file = folder.resolve("speaker-" + i / 4).resolve("s" + i + ".wav");
      Files.createDirectories(file.getParent());
      AudioFiles.writeWav(file, new AudioClip(samples, 16_000));
    }
  }

  /** A file that is cut short, one with a keyword, and one of another kind. */
  static void spoil(Path folder, String keyword) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("speaker-0/s1.wav"));
    Files.write(folder.resolve("speaker-0/broken.wav"), Arrays.copyOf(whole, 30));
    Files.copy(folder.resolve("speaker-0/s1.wav"), folder.resolve("speaker-0/said.WAV"));
    Files.writeString(folder.resolve("speaker-0/said.WRD"), "0 900 " + keyword + "\n");
    Files.writeString(folder.resolve("other.mp3"), "ID3", StandardCharsets.US_ASCII);
  }

  /** The rows of all parts, by file. */
  static Map<String, Group> rows(Path out) throws IOException {
    Map<String, Group> rows = new TreeMap<>();
    List<Path> parts = new ArrayList<>();
    try (var all = Files.list(out.resolve("parts"))) {
      all.forEach(parts::add);
    }
    for (Path part : parts) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(
                  new GroupReadSupport(), new org.apache.hadoop.fs.Path(part.toString()))
              .withConf(new Configuration())
              .build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          if (rows.put(row.getString("file", 0), row) != null) {
            throw new AssertionError("twice: " + row.getString("file", 0));
          }
        }
      }
    }
    return rows;
  }
}
