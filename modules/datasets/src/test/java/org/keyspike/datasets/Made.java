package org.keyspike.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;

/** Small made data, and where the real data is. */
public final class Made {
  private Made() {}

  /** A file of the folder of real data; the test is skipped where it is missing. */
  public static Path real(String name) {
    Path file = Path.of(System.getProperty("keyspike.data", "../shared/data"), name);
    assumeTrue(Files.exists(file), () -> "no real data: " + file + " is missing");
    return file;
  }

  /** White noise. */
  public static AudioClip noise(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return new AudioClip(values, 16_000);
  }

  /** A clip in a folder of words. */
  public static Path clip(Path folder, String name, int samples) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    AudioFiles.writeWav(file, noise(samples, name.hashCode()));
    return file;
  }

  /** Each of some words by each of some speakers, once. */
  public static Path words(Path folder, List<String> words, List<String> speakers)
      throws IOException {
    for (String word : words) {
      for (String speaker : speakers) {
        clip(folder, word + "/" + speaker + "_nohash_0.wav", 2_000);
      }
    }
    return folder;
  }

  /** Names of the utterances of a part. */
  public static List<String> names(Dataset dataset, Split split) {
    return dataset.utterances(split).stream().map(Utterance::name).toList();
  }

  /** What lies in a folder. */
  public static List<String> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
