package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.Batch;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;

/** Nine stretches of noise of 0.1 s, four to learn from, two to choose by and three to test on. */
class KeywordTrainingTest {
  private static final int LENGTH = 1_600;
  private static final FrontEndSettings FRONT_END = new FrontEndSettings(4, 10);

  @TempDir Path folder;

  /** Learns nothing, and answers class 1. */
  private static final class Still extends StandInEngine {
    private final List<Integer> learned = new ArrayList<>();
    private final List<Integer> scored = new ArrayList<>();

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      learned.add(batch.size());
      return new Gradients(
          1, parameters.zerosLike(), new Parameters(Map.of()), activity(spec, batch));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      scored.add(batch.size());
      return activity(spec, batch);
    }

    private static Activity activity(NetworkSpec spec, Batch batch) {
      float[] logits = new float[2 * batch.size()];
      IntStream.range(0, batch.size()).forEach(clip -> logits[2 * clip + 1] = 1);
      return new Activity(logits, 0.5, new double[spec.layers().size()], new float[0], List.of());
    }
  }

  private Dataset dataset() throws IOException {
    Path file = folder.resolve("noise.wav");
    int bytes = 2 * 9 * LENGTH;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    SplittableRandom random = new SplittableRandom(3);
    while (wav.hasRemaining()) {
      wav.putShort((short) random.nextInt(-9_000, 9_000));
    }
    Files.write(file, wav.array());
    List<Utterance> all =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new Utterance(
                        "noise/" + i, file, i * LENGTH, LENGTH, new int[] {i % 3 > 0 ? 1 : 0}))
            .toList();
    return new Dataset(
        "noise",
        List.of("a", "b"),
        false,
        Map.of(
            Split.TRAIN, all.subList(0, 4),
            Split.VALIDATION, all.subList(4, 6),
            Split.TEST, all.subList(6, 9)));
  }

  /** Without gradients and decay the network stays as it was drawn. */
  @Test
  void trainsOnOnePartChoosesByAnotherAndTestsOnTheThird() throws IOException {
    TrainingSettings usual = TrainingSettings.USUAL;
    KeywordTraining first = KeywordTraining.of(dataset(), FRONT_END, folder.resolve("cache"));
    assertEquals(EncoderSettings.USUAL, first.encoder());
    assertEquals(NetworkSettings.USUAL, first.network());
    assertEquals(usual, first.settings());
    assertEquals(1, first.seed());
    KeywordTraining training =
        first
            .withLayers(6, 5)
            .with(
                new TrainingSettings(
                    usual.compute(),
                    usual.rule(),
                    9,
                    3,
                    new DescentSettings(Schedule.COSINE, 0.01, 0, 1),
                    usual.loss(),
                    0,
                    0,
                    usual.augmentation(),
                    usual.audioAugmentation()))
            .withEpochs(2)
            .withSeed(7);
    Still engine = new Still();
    Checkpoint found = training.train(engine, folder.resolve("work"));
    assertEquals(List.of(3, 1, 3, 1), engine.learned);
    assertEquals(List.of(2, 2), engine.scored);
    Checkpoint start =
        UntrainedNetwork.draw(
            NetworkSettings.USUAL.withLayers(List.of(6, 5)),
            EncoderSettings.USUAL,
            FRONT_END,
            List.of("a", "b"),
            training.features().part(Split.TRAIN),
            7,
            Map.of());
    assertEquals(start.spec(), found.spec());
    assertEquals(start.parameters(), found.parameters());
    assertEquals(List.of("a", "b"), found.classes());
    assertEquals("noise", found.provenance().get("dataset"));
    assertEquals(training.features().contentHash(), found.provenance().get("data"));
    // Labels 0, 1 and 1.
    assertEquals(new Accuracy(2, 3), training.test(engine, found));
    assertEquals(List.of(2, 2, 3), engine.scored);
  }
}
