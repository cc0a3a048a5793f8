package org.keyspike.training.dscnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.Decision;
import org.keyspike.io.InputException;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;
import org.keyspike.training.made.MadeFeatures;

class IntegerDsCnnTest {
  private static final int FRAMES = 24;
  private static final MadeFeatures CLIPS = new MadeFeatures(12, 6, FRAMES, 3, 5);

  @TempDir Path folder;

  /** Of random weights, with statistics of batch norm that are not the first ones. */
  private static DsCnn network(long seed) {
    DsCnnSpec spec = new DsCnnSettings(4, 8, 2, 0, 0).spec(6, FRAMES, 3);
    DsCnn network = DsCnn.untrained(spec, List.of("a", "b", "c"), CLIPS, seed, Map.of("seed", "1"));
    SplittableRandom random = new SplittableRandom(seed);
    for (ConvolutionShape shape : spec.convolutions()) {
      for (int c = 0; c < shape.out().channels(); c++) {
        network.parameters().data(DsCnnSpec.mean(shape))[c] = (float) random.nextDouble(-1, 1);
        network.parameters().data(DsCnnSpec.variance(shape))[c] = (float) random.nextDouble(1, 3);
        network.parameters().data(DsCnnSpec.scale(shape))[c] = (float) random.nextDouble(0.5, 2);
        network.parameters().data(DsCnnSpec.shift(shape))[c] = (float) random.nextDouble(-0.5, 1);
      }
    }
    return network;
  }

  private static byte[] integers(float[] features) {
    byte[] values = new byte[features.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.min(255, (int) Math.floor(16 * features[i] + 0.5));
    }
    return values;
  }

  private static float[] features(int clip) {
    float[] features = new float[FRAMES * CLIPS.bands()];
    CLIPS.read(clip, features, 0);
    return features;
  }

  /** 8 bits are close to float: on average within a few per cent of the logits' range. */
  @Test
  void integersAreCloseToFloat() {
    for (long seed = 1; seed <= 3; seed++) {
      DsCnn network = network(seed);
      FoldedDsCnn exact = new FoldedDsCnn(network);
      IntegerDsCnn integer = DsCnnQuantizer.quantize(network, CLIPS, 12);
      double distance = 0;
      double range = 0;
      for (int clip = 0; clip < CLIPS.size(); clip++) {
        float[] expected = exact.logits(features(clip));
        int[] found = integer.logits(integers(features(clip)));
        for (int k = 0; k < found.length; k++) {
          distance += Math.abs(expected[k] - found[k] * integer.logitUnit());
          range += Math.abs(expected[k]);
        }
      }
      assertTrue(distance < 0.04 * range, "seed " + seed + ": " + distance + " of " + range);
      assertTrue(range > 0);
    }
  }

  /** (3·5 + 7·11 + 2)·m / 2^s, rounded half up and clipped. */
  @Test
  void aLayerRoundsAndClips() {
    Plane in = new Plane(1, 1, 2);
    ConvolutionShape shape = new ConvolutionShape("l", Kernel.POINT, in, new Plane(1, 1, 2), false);
    byte[] weights = {3, 7, -3, -7};
    int[] biases = {2, 2};
    int[] ones = {1, 1};
    int[] shifts = {2, 2};
    int[] input = {5, 11};
    IntegerConvolution signed =
        new IntegerConvolution(
            shape, weights, biases, ones, shifts, IntegerConvolution.Range.SIGNED);
    // 94 / 4 = 23.5 and −90 / 4 = −22.5.
    assertArrayEquals(new int[] {24, -22}, signed.of(input));
    IntegerConvolution rectified =
        new IntegerConvolution(
            shape, weights, biases, new int[] {64, 1}, shifts, IntegerConvolution.Range.RECTIFIED);
    assertArrayEquals(new int[] {255, 0}, rectified.of(input));
    IntegerConvolution sums =
        new IntegerConvolution(shape, weights, biases, ones, ones, IntegerConvolution.Range.SUMS);
    assertArrayEquals(new int[] {94, -90}, sums.of(input));
  }

  @Test
  void itsBytesAndZerosAreCounted() {
    IntegerDsCnn integer = DsCnnQuantizer.quantize(network(1), CLIPS, 12);
    DsCnnSpec spec = integer.spec();
    long weights = spec.layers().stream().mapToLong(ConvolutionShape::weights).sum();
    long channels = spec.layers().stream().mapToLong(layer -> layer.out().channels()).sum();
    assertEquals(weights + 9 * channels, integer.bytes());
    long[] zeros = new long[2];
    integer.answer(integers(features(0)), zeros);
    long values = spec.layers().stream().mapToLong(layer -> layer.out().size()).sum();
    assertEquals(values - spec.classes(), zeros[1]);
    assertTrue(zeros[0] > 0 && zeros[0] < zeros[1], zeros[0] + " of " + zeros[1]);
  }

  @Test
  void filesGiveBackWhatWasWritten() throws IOException {
    DsCnn network = network(2);
    Path file = folder.resolve("network.safetensors");
    network.write(file);
    assertEquals(network, DsCnn.read(file));
    IntegerDsCnn integer = DsCnnQuantizer.quantize(network, CLIPS, 12);
    Path written = folder.resolve("integer.safetensors");
    integer.write(written);
    IntegerDsCnn read = IntegerDsCnn.read(written);
    assertEquals(integer.logitUnit(), read.logitUnit());
    assertEquals(List.of("a", "b", "c"), read.labels());
    assertEquals(Map.of("seed", "1"), read.provenance());
    for (int clip = 0; clip < CLIPS.size(); clip++) {
      int[] logits = read.logits(integers(features(clip)));
      assertArrayEquals(integer.logits(integers(features(clip))), logits);
      assertTrue(Decision.of(logits) < 3);
    }
    read.write(folder.resolve("again.safetensors"));
    assertEquals(-1, Files.mismatch(written, folder.resolve("again.safetensors")));
    assertThrows(InputException.class, () -> IntegerDsCnn.read(file));
    assertThrows(InputException.class, () -> DsCnn.read(written));
    assertThrows(IllegalArgumentException.class, () -> read.logits(new byte[3]));
  }

  /** What was written, with one thing changed. */
  private Path changed(Path file, String key, String value, String tensor, float number)
      throws IOException {
    Safetensors content = Safetensors.read(file);
    Map<String, String> metadata = new HashMap<>(content.metadata());
    metadata.computeIfPresent(key, (name, old) -> value);
    Safetensors other = Safetensors.empty(metadata);
    for (String name : content.names()) {
      Tensor copy = content.tensor(name).copy();
      if (name.equals(tensor)) {
        copy.data()[0] = number;
      }
      other.put(name, copy);
    }
    Path changed = folder.resolve("changed.safetensors");
    other.write(changed);
    return changed;
  }

  /** A file that says what no network can be is refused by name, and not read as another one. */
  @Test
  void filesOfImpossibleNetworksAreRefused() throws IOException {
    Path whole = folder.resolve("float.safetensors");
    network(2).write(whole);
    Path integers = folder.resolve("integer.safetensors");
    DsCnnQuantizer.quantize(network(2), CLIPS, 12).write(integers);
    IntegerDsCnn.read(changed(integers, "", "", "output.weights", 127));
    for (String labels : List.of("null", "[]", "[\"a\",\"b\"]", "[\"a\",null,\"c\"]", "7")) {
      Path file = changed(whole, "dscnn.labels", labels, "", 0);
      assertThrows(InputException.class, () -> DsCnn.read(file), labels);
    }
    for (String unit : List.of("", "much")) {
      Path file = changed(integers, "dscnn.logitUnit", unit, "", 0);
      assertThrows(InputException.class, () -> IntegerDsCnn.read(file), unit);
    }
    Map<String, Float> numbers =
        Map.of(
            "output.weights", 128f,
            "output.biases", 0.5f,
            "output.multipliers", -1f,
            "output.shifts", 63f);
    for (Map.Entry<String, Float> number : numbers.entrySet()) {
      Path file = changed(integers, "", "", number.getKey(), number.getValue());
      InputException found =
          assertThrows(InputException.class, () -> IntegerDsCnn.read(file), number.getKey());
      assertTrue(found.getMessage().contains(number.getKey()), found::getMessage);
    }
  }
}
