package org.keyspike.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.network.Checkpoint;

/** The example learns. */
@Tag("slow")
class TrainingExampleTest {
  @TempDir Path home;

  @Test
  void learns() throws IOException {
    Path clips = home.resolve("clips");
    List<String> words = List.of("high", "low", "middle");
    SplittableRandom random = new SplittableRandom(1);
    for (int speaker = 0; speaker < 80; speaker++) {
      record(clips.resolve("low"), speaker, 400, random);
      record(clips.resolve("middle"), speaker, 1200, random);
      record(clips.resolve("high"), speaker, 3600, random);
    }
    Accuracy accuracy = TrainingExample.train(clips, home);
    // Of three words a guess is right a third of the time.
    assertTrue(accuracy.value() > 0.8, () -> "accuracy " + accuracy);
    assertEquals(words, Checkpoint.read(home.resolve("network.safetensors")).classes());
  }

  /** A tone of about this many Hz in noise: said at once, and easily learned. */
  private static void record(Path word, int speaker, double pitch, SplittableRandom random)
      throws IOException {
    Files.createDirectories(word);
    double step = 2 * Math.PI * pitch * random.nextDouble(0.8, 1.2) / FrontEndSettings.SAMPLE_RATE;
    float[] samples = new float[FrontEndSettings.SAMPLE_RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.2 * Math.sin(step * i) + random.nextDouble(-0.05, 0.05));
    }
    AudioFiles.writeWav(
        word.resolve("speaker" + speaker + "_nohash_0.wav"),
        new AudioClip(samples, FrontEndSettings.SAMPLE_RATE));
  }
}
