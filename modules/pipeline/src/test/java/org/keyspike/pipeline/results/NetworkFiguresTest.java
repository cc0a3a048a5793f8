package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.simulator.Architecture;

/** What is counted of a network that a run made. */
@Tag("slow")
class NetworkFiguresTest {
  private static RunFolder tiny;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    tiny = TinyRun.run();
  }

  @Test
  void checkpointAndIntegersHaveTheSameWeights() throws IOException {
    WeightCount weights = WeightCount.of(Checkpoint.read(tiny.quantized()));
    assertEquals(weights, WeightCount.of(ImageReader.read(tiny.image()).model()));
    // 48 spikes of 12 bands, 10 and 8 recurrent neurons, 6 hidden units, 2 classes.
    assertEquals(48 * 10 + 10 * 10 + 10 * 8 + 8 * 8 + 8 * 6 + 6 * 2, weights.all());
    assertTrue(weights.nonZero() < weights.all());
  }

  @Test
  void workFallsWithZerosAndSilence() throws IOException {
    SynapticOperations work =
        CompressionLedger.read(tiny.compressionLedger()).stage(CompressionLedger.IMAGE).work();
    assertTrue(work.dense() > work.nonZero() && work.nonZero() > work.effective(), work::toString);
    assertEquals(0.3 * work.nonZero(), work.atRate30(), 1e-12);
    assertEquals(
        10 * SynapticOperations.MEGA_PER_FRAME, work.counted(10).effective(), "of ten a frame");
    assertEquals(work.dense(), work.counted(10).dense());
  }

  @Test
  void knownAnswersSayWhatAnImageCosts() throws IOException {
    WeightImage image = ImageReader.read(tiny.image());
    RunCosts costs =
        RunCosts.ofAnswers(
            tiny.image(), image, Architecture.reference(), KnownAnswersReader.read(tiny.answers()));
    assertEquals(2 * 100, costs.frames());
    assertEquals("encoder", costs.stages().get(0).stage());
    assertEquals(
        costs.cyclesPerFrame().mean(),
        costs.stages().stream().mapToDouble(RunCosts.Part::cycles).sum(),
        1e-9);
    assertTrue(costs.belongTo(tiny.image()));
    assertFalse(costs.belongTo(tiny.answers()));
  }

  @Test
  void aCardSaysWhatIsKnownAndNoMore() throws IOException {
    Path file = Files.copy(tiny.image(), folder.resolve("lone.kswi"));
    WeightImage image = ImageReader.read(file);
    Path card = folder.resolve("card.md");
    ModelCard.alone(image, file).write(card);
    String text = Files.readString(card);
    assertTrue(text.startsWith("# lone.kswi\n"), text);
    assertTrue(text.contains("has not been scored with this image"), text);
    assertFalse(text.contains("On machine"), text);
    assertTrue(text.contains("Which clips the first two were is not noted"), text);
    Path list = tiny.trainedClips();
    ModelCard.alone(image, file, Optional.of(list)).write(card);
    assertTrue(Files.readString(card).contains("`trained-on.bin` lists the clips"));
    assertTrue(Files.readString(card).contains("`trained-on.bin`, SHA-256 `"));
    ModelCard.alone(image, file).write(card);
    assertEquals(text, Files.readString(card), "the same bytes");
    assertTrue(
        Files.readString(tiny.modelCard()).contains("`trained-on.bin`, SHA-256 `"),
        "the card of a run");
    new ModelCard(
            "tones",
            image,
            Optional.of(Results.read(tiny.results())),
            Optional.empty(),
            Optional.of(RunCosts.read(tiny.costs())),
            Optional.empty(),
            List.of("scripts/keyspike verify ."),
            Map.of("lone.kswi", file))
        .write(card);
    text = Files.readString(card);
    assertTrue(text.contains("| simulator "), text);
    assertTrue(text.contains("On machine fitted at"), text);
    assertFalse(text.contains("empty"), text);
    new ModelCard(
            "tones",
            image,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                RunCosts.ofAnswers(
                    tiny.image(),
                    image,
                    Architecture.reference(),
                    KnownAnswersReader.read(tiny.answers()))),
            Optional.empty(),
            List.of("scripts/keyspike verify ."),
            Map.of("lone.kswi", file))
        .write(card);
    text = Files.readString(card);
    assertTrue(text.contains("On machine reference at"), text);
    assertTrue(text.contains("leak from memory that it leaves empty"), text);
  }
}
