package org.keyspike.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorials run, and print what their pages say. */
@Tag("slow")
class TutorialsTest {
  private static final Path HOME = Path.of("..", "..");

  @TempDir Path folder;

  /** A tutorial. */
  private interface Tutorial {
    void run() throws IOException;
  }

  private static List<String> printed(Tutorial tutorial) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      tutorial.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** A run that learns little, fast: that it does every stage is what matters here. */
  @Test
  void tutorial1GoesFromARecipeToAVerifiedImage() throws IOException {
    List<String> lines =
        printed(
            () ->
                Tutorial1TrainAndCompress.main(
                    new String[] {
                      HOME.resolve("recipes/quickstart/recipe.yaml").toString(),
                      folder.resolve("run").toString(),
                      "dataset.words=yes,no",
                      "dataset.synthesis.trainSpeakers=4",
                      "dataset.synthesis.validationSpeakers=1",
                      "dataset.synthesis.testSpeakers=1",
                      "dataset.synthesis.utterancesPerSpeaker=1",
                      "network.layers=[16,16]",
                      "training.epochs=2",
                      "compression.pruning=[]",
                      "compression.quantization.epochs=1"
                    }));
    assertTrue(lines.get(0).startsWith("float "), lines::toString);
    assertEquals("identical: true", lines.get(lines.size() - 1));
    assertTrue(Files.size(folder.resolve("run/image.kswi")) > 0);
  }

  @Test
  void tutorial2DetectsTheWordsOfTheSound() throws IOException {
    List<String> lines =
        printed(
            () ->
                Tutorial2SpotInAStream.main(
                    new String[] {
                      HOME.resolve("models/gsc-mini/spotter").toString(),
                      HOME.resolve("models/hello.wav").toString()
                    }));
    assertEquals(List.of("yes at 2.2 s", "stop at 3.3 s", "happy at 5.0 s"), lines);
  }

  @Test
  void tutorial3FindsTheMachineIdentical() throws IOException {
    List<String> lines =
        printed(
            () ->
                Tutorial3MeasureOnAMachine.main(
                    new String[] {
                      HOME.resolve("models/gsc-mini/tiny/image.kswi").toString(),
                      HOME.resolve("models/hello.wav").toString(),
                      "paper-71uw"
                    }));
    assertEquals(5, lines.size());
    assertTrue(lines.get(0).matches("identical: 1 clips, .*; 0 differ"), lines::toString);
    assertTrue(lines.get(1).startsWith("identical sample by sample"), lines::toString);
    assertTrue(lines.get(2).startsWith("100 frames, "), lines::toString);
    assertEquals("predicted: yes", lines.get(3));
    assertTrue(lines.get(4).matches("[0-9.]+ µW in real time at [0-9,]+ Hz"), lines::toString);
  }
}
