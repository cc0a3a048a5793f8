package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.GoldenStateSpace;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Safetensors;
import org.keyspike.network.StateSpaceSpec;

/** Networks with a state space in integers, against golden values: to the bit, in every frame. */
class GoldenStateSpaceIntegersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssm-integer-graded",
        "ssm-integer-spikes",
        "ssm-integer-powers",
        "ssm-integer-loud"
      })
  void everyNumberIsTheGoldenOne(String name) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    Safetensors golden = of.golden();
    StateSpaceModel model = model(of);
    IntegerStateSpace network = new IntegerStateSpace(model);
    follow(network, golden);
    network.reset();
    follow(network, golden);
  }

  private static void follow(IntegerStateSpace network, Safetensors golden) {
    int frames = golden.shape("s")[0];
    int inputs = golden.shape("s")[1];
    int[] spikes = golden.ints("s");
    ActiveInputs active = new ActiveInputs(inputs);
    int blocks = golden.names().contains("u2") ? 2 : 1;
    for (int t = 0; t < frames; t++) {
      int[] frame = Arrays.copyOfRange(spikes, t * inputs, (t + 1) * inputs);
      active.take(frame, new byte[inputs]);
      network.step(active);
      for (int l = 0; l < blocks; l++) {
        BlockState block = network.block(l);
        int number = l + 1;
        List<byte[]> events = network.events(l);
        assertRow(golden, "u" + number, t, widen(events.get(0)));
        assertRow(golden, "v" + number, t, block.rows());
        assertRow(golden, "x" + number, t, widen(events.get(1)));
        assertRow(golden, "gate" + number, t, block.gate());
        assertRow(golden, "step" + number, t, block.ticks());
        assertRow(golden, "clock" + number, t, block.clock());
        assertRow(golden, "states" + number, t, network.states(l));
        assertRow(golden, "y" + number, t, block.y());
        assertRow(golden, "outputs" + number, t, widen(events.get(2)));
      }
      assertRow(golden, "r" + blocks, t, network.stream());
      assertRow(golden, "events", t, widen(network.outputs()));
    }
    assertArrayEquals(golden.ints("counts"), network.counts());
    assertArrayEquals(golden.ints("logits"), network.logits());
    assertArrayEquals(golden.ints("hidden"), network.hidden());
  }

  private static void assertRow(Safetensors golden, String name, int row, int[] found) {
    int from = row * found.length;
    assertArrayEquals(
        Arrays.copyOfRange(golden.ints(name), from, from + found.length),
        found,
        name + ", frame " + row);
  }

  /** With an encoder of as many channels as the golden spikes have, which the test goes past. */
  private static StateSpaceModel model(GoldenStateSpace of) {
    Safetensors golden = of.golden();
    OutputCode code = of.block(true).code();
    boolean graded = code instanceof OutputCode.Graded;
    StateSpaceSpec shape = of.stateSpace();
    List<IntegerBlock> blocks = new ArrayList<>();
    for (int l = 1; l <= of.number("L"); l++) {
      String block = "block" + l + ".";
      blocks.add(
          new IntegerBlock(
              map(golden, block + "in", of.number("shiftIn")),
              map(golden, block + "out", of.number("shiftOut")),
              graded
                  ? Optional.of(
                      new IntegerBlock.Thresholds(
                          vector(golden, block + "stream.threshold"),
                          vector(golden, block + "value.threshold"),
                          vector(golden, block + "output.threshold")))
                  : Optional.empty(),
              of.number("Fv")));
    }
    return new StateSpaceModel(
        new FeatureSpec(of.number("I") / 2, 1),
        new IntegerEncoder.StepForward(
            new IntegerVector(IntStream.generate(() -> 1).limit(of.number("I") / 2).toArray())),
        shape,
        code,
        new StateSpaceModel.Stream(
            map(golden, "embedding", of.number("shiftEmbedding")),
            golden.names().contains("embedding.delay")
                ? Optional.of(vector(golden, "embedding.delay"))
                : Optional.empty(),
            of.number("Fr")),
        blocks,
        graded ? Optional.of(vector(golden, "output.threshold")) : Optional.empty(),
        new IntegerReadout.Keyword(
            matrix(golden, "H1"),
            vector(golden, "c1"),
            of.number("headShift"),
            matrix(golden, "H2"),
            vector(golden, "c2"),
            golden.shape("s")[0],
            0),
        4);
  }

  private static IntegerMap map(Safetensors golden, String part, int shift) {
    return new IntegerMap(matrix(golden, part + ".weight"), vector(golden, part + ".bias"), shift);
  }

  private static IntegerMatrix matrix(Safetensors golden, String name) {
    int[] shape = golden.shape(name);
    return new IntegerMatrix(shape[0], shape[1], bytes(golden.ints(name)));
  }

  private static IntegerVector vector(Safetensors golden, String name) {
    return new IntegerVector(golden.ints(name));
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static int[] widen(byte[] values) {
    int[] wide = new int[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }
}
