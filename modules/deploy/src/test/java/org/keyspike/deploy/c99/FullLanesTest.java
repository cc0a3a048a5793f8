package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.network.FeatureSpec;

/**
 * Weights that are all the largest or all the smallest of a row, and sound of full scale: lanes of
 * words fill up to their last bit, which those of random networks hardly do.
 */
class FullLanesTest {
  private static final int BANDS = 40;
  private static final int NEURONS = 100;
  private static final int HOP = FrontEndSettings.HOP;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void nothingRunsOver(int bits) throws IOException {
    short[] sound = new short[60 * HOP];
    SplittableRandom random = new SplittableRandom(bits);
    for (int i = 0; i < sound.length; i++) {
      boolean loud = i / HOP % 6 < 3;
      sound[i] = loud ? (random.nextBoolean() ? Short.MAX_VALUE : Short.MIN_VALUE) : 0;
    }
    // A tone, and a constant: all of the power in one bin.
    for (int i = 40 * HOP; i < 44 * HOP; i++) {
      sound[i] = (short) (32_767 * Math.signum(Math.sin(i * 0.7)));
      sound[i + 10 * HOP] = Short.MIN_VALUE;
    }
    Comparison.compile(
            network(bits),
            folder,
            HostCompiler.all().get(0),
            List.of("-O0", "-DKS_LONG_MULTIPLY=0"))
        .detections(Replay.records(sound, false, random));
  }

  /** Detections all the time, unless a gap or the refractory time forbids it. */
  @Test
  void timePassesInGaps() throws IOException {
    WeightImage image =
        network(4).image().withDetector(new IntegerDetectorSettings(3, 45, vector(3, 5000)));
    SplittableRandom random = new SplittableRandom(5);
    Replay.Bytes records = new Replay.Bytes();
    int count = 0;
    for (int i = 0; i < 800; i++, count++) {
      records.put(HOP, 4);
      for (int sample = 0; sample < HOP; sample++) {
        records.put(random.nextInt(-2000, 2000), 2);
      }
      if (random.nextInt(25) == 0) {
        records.put(-random.nextInt(1, 20 * HOP), 4);
        count++;
      }
    }
    int detections =
        Comparison.compile(new Listener(image), folder, HostCompiler.all().get(0), List.of("-O0"))
            .detections(Replay.Bytes.joined(count, records));
    assertTrue(detections > 5, detections + " detections");
  }

  private static Listener network(int bits) {
    int[] steps = new int[BANDS];
    Arrays.fill(steps, 1);
    IntegerEncoder encoder =
        new IntegerEncoder.Residual(new IntegerVector(steps), new IntegerVector(steps));
    IntegerModel model =
        new LayeredModel(
            new FeatureSpec(BANDS, 1),
            encoder,
            List.of(
                layer(4 * BANDS, bits, IntegerCode.SPIKES),
                layer(NEURONS, bits, new IntegerCode.Graded(4, 0))),
            // 17 frames of 15 are 255, the largest byte of a count.
            new IntegerReadout.Keyword(
                full(20, NEURONS, bits), vector(20, 0), 8, full(3, 20, bits), vector(3, 0), 17, 3),
            1,
            bits,
            16);
    WeightImage image = WeightImage.of(model, List.of("a", "b", "c"), Map.of(), 16);
    return new Listener(RandomListeners.withFrontEnd(image, FrontEndSettings.integer(BANDS, 7)));
  }

  private static IntegerLayer layer(int inputs, int bits, IntegerCode code) {
    return new IntegerLayer(
        full(NEURONS, inputs, bits),
        Optional.of(full(NEURONS, NEURONS, bits)),
        vector(NEURONS, 40),
        vector(NEURONS, 200),
        vector(NEURONS, 1),
        Optional.empty(),
        0,
        0,
        code,
        Optional.empty());
  }

  private static IntegerVector vector(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return new IntegerVector(values);
  }

  /** Of four rows three are all the largest weight, one is all the smallest. */
  private static IntegerMatrix full(int rows, int columns, int bits) {
    byte[] values = new byte[rows * columns];
    int limit = 1 << bits - 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i / columns % 4 == 3 ? -limit : limit - 1);
    }
    return new IntegerMatrix(rows, columns, values);
  }
}
