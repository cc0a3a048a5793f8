package org.keyspike.training.dscnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Tensor;

/**
 * The integers of a network of one channel, worked out by hand. A clip has two frames of four
 * bands, of which the second is read; conv0 makes p₀ = 0.5 c₀ − 0.2 c₁ + s and p₁ = 0.5 c₂ − 0.2 c₃
 * + s of it, without batch norm's help; the logits are 0.4 p̄ + 0.25 and −p̄.
 */
class DsCnnQuantizerTest {
  private static final int BANDS = 4;

  /** Of the four clips the first and the third are looked at where two may be. */
  private static final List<float[]> CLIPS =
      List.of(
          new float[] {2.5f, 1, 1, 50},
          new float[] {100, 100, 100, 100},
          new float[] {1.5f, 2, 2, 50},
          new float[] {100, 100, 100, 100});

  @TempDir Path folder;

  private record Given() implements LabelledFeatures {
    @Override
    public int size() {
      return CLIPS.size();
    }

    @Override
    public int bands() {
      return BANDS;
    }

    @Override
    public boolean frameWise() {
      return false;
    }

    @Override
    public int frames(int clip) {
      return 2;
    }

    @Override
    public int maxFrames() {
      return 2;
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      System.arraycopy(CLIPS.get(clip), 0, destination, offset + BANDS, BANDS);
    }

    @Override
    public int[] labels(int clip) {
      return new int[1];
    }

    @Override
    public String name(int clip) {
      return "given/" + clip;
    }
  }

  /** c₀ = x₀ + 0.5, c₁ = x₁, c₂ = x₂ / 2 and c₃ = 1, whatever x₃. */
  private static IntegerDsCnn quantized(float shift) {
    DsCnnSpec spec = new DsCnnSettings(BANDS, 1, 0, 0, 0).spec(BANDS, 2, 2);
    DsCnn network = DsCnn.untrained(spec, List.of("a", "b"), new Given(), 1, Map.of());
    for (Tensor tensor : network.parameters().asMap().values()) {
      Arrays.fill(tensor.data(), 0);
    }
    ConvolutionShape conv0 = spec.convolutions().get(0);
    for (int k = 0; k < 3; k++) {
      network.parameters().data(DsCnnSpec.weights(spec.cepstrum()))[k * BANDS + k] =
          k == 2 ? 0.5f : 1;
    }
    put(network, DsCnnSpec.bias(spec.cepstrum()), 0.5f, 0, 0, 1);
    float[] window = network.parameters().data(DsCnnSpec.weights(conv0));
    window[5 * 4 + 1] = 0.5f;
    window[5 * 4 + 2] = -0.2f;
    put(network, DsCnnSpec.variance(conv0), 1 - 1e-5f);
    put(network, DsCnnSpec.scale(conv0), 1);
    put(network, DsCnnSpec.shift(conv0), shift);
    put(network, DsCnnSpec.weights(spec.output()), 0.4f, -1);
    put(network, DsCnnSpec.bias(spec.output()), 0.25f, 0);
    return DsCnnQuantizer.quantize(network, new Given(), 2);
  }

  private static void put(DsCnn network, String name, float... values) {
    System.arraycopy(values, 0, network.parameters().data(name), 0, values.length);
  }

  /** The largest values are c₀ = 3 and p₀ = 1.5 − 0.2 + 0.7 = 2. */
  @Test
  void everyIntegerIsTheOneByHand() throws IOException {
    IntegerDsCnn integer = quantized(0.7f);
    Path file = folder.resolve("integer.safetensors");
    integer.write(file);
    Safetensors in = Safetensors.read(file);
    assertArrayEquals(
        new float[] {127, 0, 0, 0, 0, 127, 0, 0, 0, 0, 127, 0, 0, 0, 0, 0},
        in.tensor("cepstrum.weights").data());
    // 0.5 and 1 in units of 1/16 · 1/127.
    assertArrayEquals(new float[] {1016, 0, 0, 2032}, in.tensor("cepstrum.biases").data());
    // (1/16 · 1/127) / (3/127) = 1/48, which is 2^29/48 of 2^29; of c₂ half of it.
    assertArrayEquals(new float[] {29, 29, 30, 29}, in.tensor("cepstrum.shifts").data());
    assertEquals(11_184_811, in.tensor("cepstrum.multipliers").data()[0]);
    float[] window = new float[40];
    window[21] = 127;
    window[22] = -51;
    assertArrayEquals(window, in.tensor("conv0.weights").data());
    // 0.7 in units of 3/127 · 0.5/127, and those in units of 2/255.
    assertArrayEquals(new float[] {7527}, in.tensor("conv0.biases").data());
    assertArrayEquals(new float[] {30}, in.tensor("conv0.shifts").data());
    double factor = 1.5 / (127 * 127) / (2 / 255.0);
    assertEquals(Math.scalb(factor, 30), in.tensor("conv0.multipliers").data()[0], 2);
    assertArrayEquals(new float[] {51, -127}, in.tensor("output.weights").data());
    // Two places: a logit of 1 is half of 2/255 · 1/127.
    assertEquals(1 / (255.0 * 127), integer.logitUnit(), 1e-15);
    assertArrayEquals(new float[] {8096, 0}, in.tensor("output.biases").data());
    // c = 127, 42, 21, 42 and p = 255, 95.
    byte[] features = {0, 0, 0, 0, 40, 16, 16, 0};
    assertArrayEquals(new int[] {51 * 350 + 8096, -127 * 350}, integer.logits(features));
  }

  /** Where nothing leaves the rectifier its unit is 1/255, and its places are zeros. */
  @Test
  void aLayerThatMakesNothingHasAUnitAllTheSame() {
    IntegerDsCnn integer = quantized(-5);
    assertEquals(1 / (2 * 255.0 * 127), integer.logitUnit(), 1e-15);
    long[] zeros = new long[2];
    integer.answer(new byte[] {0, 0, 0, 0, 40, 16, 16, 0}, zeros);
    assertArrayEquals(new long[] {2, 4 + 2}, zeros, "both places");
  }
}
