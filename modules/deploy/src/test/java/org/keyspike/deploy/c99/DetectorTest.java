package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.network.FeatureSpec;

/** The detector in C and in Java, for logits that lie as near to each other as they please. */
class DetectorTest {
  private static final int ANSWERS = 4000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"8,12,7", "12,36,60", "-6,5,3", "-5,3,3", "44,4,31"})
  void decidesTheSame(int fraction, int classes, int width) throws IOException {
    SplittableRandom random = new SplittableRandom(fraction);
    int[] thresholds = random.ints(classes, 0, 20_000).toArray();
    thresholds[0] = 8000;
    thresholds[1] = 0;
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(
            random.nextInt(1, 6), random.nextInt(40), new IntegerVector(thresholds));
    Comparison.compile(
        "decide", network(settings, fraction), folder, HostCompiler.all().get(0), List.of("-O0"));
    IntegerDetector java = new IntegerDetector(settings, fraction);
    Replay.Bytes heard = new Replay.Bytes();
    Replay.Bytes expected = new Replay.Bytes();
    int detections = 0;
    int label = 0;
    int score = 0;
    int spread = fraction < 0 ? 2 : 1 << Math.min(30, Math.max(1, fraction + 2));
    for (int i = 0; i < ANSWERS; i++) {
      int base = random.nextInt(-1000, 1000);
      int[] logits =
          IntStream.range(0, classes)
              .map(k -> base + random.nextInt(-spread, spread) / (1 + random.nextInt(4)))
              .toArray();
      if (i % 1000 == 999) {
        logits[0] = Integer.MIN_VALUE;
        logits[classes - 1] = Integer.MAX_VALUE;
      }
      int frames = random.nextInt(width);
      heard.put(frames, 4);
      for (int logit : logits) {
        heard.put(logit, 4);
      }
      boolean detected = java.accept(frames, logits);
      detections += detected ? 1 : 0;
      label = detected ? java.label() : label;
      score = detected ? java.score() : score;
      for (int k = 0; k < classes; k++) {
        expected.put(java.posterior(k), 2);
      }
      expected.put(detected ? 1 : 0, 1).put(label, 4).put(score, 4);
    }
    assertTrue(detections > 20, detections + " detections");
    assertArrayEquals(
        expected.array(), HostCompiler.output(folder, heard.array(), List.of("./decide")));
  }

  /** Four logits that are equal: a posterior is a quarter, and so is the threshold. */
  @Test
  void aMeanAtItsThresholdIsDetected() throws IOException {
    int quarter = IntegerDetectorSettings.ONE / 4;
    IntegerVector thresholds = new IntegerVector(quarter, 0, 0, 0);
    Comparison.compile(
        "decide",
        network(new IntegerDetectorSettings(1, 0, thresholds), 8),
        folder,
        HostCompiler.all().get(0),
        List.of("-O0"));
    Replay.Bytes heard = new Replay.Bytes().put(10, 4).put(0, 8).put(0, 8);
    Replay.Bytes expected = new Replay.Bytes();
    IntStream.range(0, 4).forEach(k -> expected.put(quarter, 2));
    expected.put(1, 1).put(0, 4).put(quarter, 4);
    assertArrayEquals(
        expected.array(), HostCompiler.output(folder, heard.array(), List.of("./decide")));
  }

  /** One of which only the detector matters. */
  private static Listener network(IntegerDetectorSettings settings, int fraction) {
    int classes = settings.classes();
    IntegerLayer layer =
        new IntegerLayer(
            new IntegerMatrix(1, 1, new byte[1]),
            Optional.empty(),
            new IntegerVector(0),
            new IntegerVector(0),
            new IntegerVector(1),
            Optional.empty(),
            0,
            0);
    IntegerModel model =
        new LayeredModel(
            new FeatureSpec(1, 1),
            new IntegerEncoder.Direct(),
            List.of(layer),
            new IntegerReadout.Keyword(
                new IntegerMatrix(1, 1, new byte[1]),
                new IntegerVector(0),
                0,
                new IntegerMatrix(classes, 1, new byte[classes]),
                new IntegerVector(new int[classes]),
                1,
                fraction),
            1,
            4,
            16);
    List<String> names = IntStream.range(0, classes).mapToObj(k -> "word" + k).toList();
    WeightImage image = WeightImage.of(model, names, Map.of(), 16);
    return new Listener(
        RandomListeners.withFrontEnd(image, FrontEndSettings.integer(1, 0)).withDetector(settings));
  }
}
