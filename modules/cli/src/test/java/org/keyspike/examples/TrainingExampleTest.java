package org.keyspike.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.ProgressListener;
import org.keyspike.datasets.SynthesisSettings;
import org.keyspike.datasets.WordSynthesizer;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.network.Checkpoint;

/** The example learns, and is what the README shows. */
class TrainingExampleTest {
  private static final String MARK = "// README\n";

  @TempDir Path home;

  @Test
  void learns() throws IOException {
    Path clips = home.resolve("clips");
    SynthesisSettings settings =
        new SynthesisSettings(List.of("yes", "no", "stop"), 24, 4, 6, 2, 20, 1);
    WordSynthesizer.synthesize(settings, clips, 2, ProgressListener.NONE);
    Accuracy accuracy = TrainingExample.train(clips, home);
    assertEquals(3 * 6 * 2, accuracy.count());
    // Of three words a guess is right a third of the time.
    assertTrue(accuracy.value() > 0.6, () -> "accuracy " + accuracy.value());
    assertEquals(3, Checkpoint.read(home.resolve("network.safetensors")).classes().size());
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    Path source = Path.of("src/test/java/org/keyspike/examples/TrainingExample.java");
    String[] parts = Files.readString(source).split(MARK);
    assertEquals(3, parts.length, "two marks");
    String code = parts[1].stripIndent().strip();
    String readme = Files.readString(Path.of("..", "..", "README.md"));
    assertTrue(
        readme.contains("```java\n" + code + "\n```"), () -> "README.md should show\n" + code);
  }
}
