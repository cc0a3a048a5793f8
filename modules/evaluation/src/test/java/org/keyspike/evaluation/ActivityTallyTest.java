package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentFatrelu;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.ShiftLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

class ActivityTallyTest {
  private static final ReadoutSpec READOUT = new ReadoutSpec.FrameWise(2);

  private static NetworkSpec spec(EncoderSpec encoder, int timeSteps) {
    LayerSpec layer =
        new LayerSpec(
            2, new RecurrentLif(), new Surrogate(Surrogate.Shape.BOXCAR, 2), false, true, 0);
    return new NetworkSpec(
        new FeatureSpec(1, 1), encoder, List.of(layer), READOUT, timeSteps, null);
  }

  /** Two channels, two neurons; the second channel's weight to the first neuron is pruned. */
  private static Parameters parameters(NetworkSpec spec) {
    return Initializer.draw(spec, 1, 1)
        .with(Names.weight(0), new Tensor(new int[] {2, 2}, new float[] {1, 0, 1, 1}))
        .with(Names.recurrent(0), new Tensor(new int[] {2, 2}, new float[] {0, 1, 1, 0}));
  }

  @Test
  void countsByHandWithTwoStepsAndPadding() {
    NetworkSpec spec = spec(new EncoderSpec.StepForward(), 2);
    ActivityTally tally = new ActivityTally(spec, parameters(spec));
    // Clip 1 of a batch of two, T = 3, of which two frames are valid; the rest must not count.
    float[] encoder = {1, 1, 1, 1, 1, 1, /* */ 1, 0, 1, 1, /* padding */ 1, 1};
    float[] spikes = {
      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* */ 1, 0, 1, 1, 0, 0, 1, 0, /* padding */ 1, 1, 1, 1
    };
    tally.add(1, 3, 2, new int[] {0, 1}, encoder, List.of(spikes));
    assertArrayEquals(new double[] {1, 0.5}, tally.encoderRates());
    assertArrayEquals(new double[] {0.75, 0.25}, tally.neuronRates(0));
    assertArrayEquals(new double[] {0.5, 1}, tally.encoderRatesByClass());
    assertArrayEquals(new double[] {0.75, 0.25}, tally.layerRatesByClass(0));
    List<Connection> found = tally.connections();
    assertEquals(3, found.size());
    // W: channel 0 meets two weights in two frames, channel 1 one weight in one, each twice (TS).
    assertEquals(new Connection(Names.weight(0), 4, 3, 8, (2 * 2 + 1) * 2 / 2.0), found.get(0));
    // U: of the first frame only: neuron 0 spikes twice, neuron 1 once, one weight each.
    assertEquals(new Connection(Names.recurrent(0), 4, 2, 8, 3 / 2.0), found.get(1));
    assertEquals(0.5, found.get(1).sparsity());
    // H: three spikes and one, to both classes.
    assertEquals(new Connection(Names.OUTPUT_WEIGHT, 4, 4, 8, (3 + 1) * 2 / 2.0), found.get(2));
  }

  /** The spikes that return are those of each frame but the last, at every time step. */
  @Test
  void whatReturnsIsReadAtItsOwnStep() {
    NetworkSpec spec = spec(new EncoderSpec.StepForward(), 2);
    ActivityTally tally = new ActivityTally(spec, parameters(spec));
    // (TS, N) of three frames: neuron 1 at the second step of frame 0, neuron 0 twice in frame 1.
    float[] spikes = {0, 0, 0, 1, /* */ 1, 0, 1, 0, /* */ 1, 1, 1, 1};
    tally.add(0, 3, 3, new int[] {0}, new float[6], List.of(spikes));
    // Neuron 0 meets one weight twice, neuron 1 one weight once.
    assertEquals(3 / 3.0, tally.connections().get(1).effectivePerFrame());
    assertArrayEquals(new double[] {4 / 6.0, 3 / 6.0}, tally.neuronRates(0), 1e-15);
  }

  @Test
  void oneLabelIsThatOfEveryFrame() {
    NetworkSpec spec = spec(new EncoderSpec.StepForward(), 1);
    ActivityTally tally = new ActivityTally(spec, parameters(spec));
    tally.add(0, 2, 2, new int[] {1}, new float[] {1, 0, 0, 0}, List.of(new float[4]));
    assertEquals(0.25, tally.encoderRatesByClass()[1]);
    assertTrue(Double.isNaN(tally.encoderRatesByClass()[0]), "no clip of class 0");
  }

  @Test
  void numbersAreNoSpikes() {
    NetworkSpec spec = spec(new EncoderSpec.Direct(), 1);
    ActivityTally tally = new ActivityTally(spec, Initializer.draw(spec, 1, 1));
    tally.add(0, 1, 1, new int[] {1}, new float[0], List.of(new float[] {1, 0}));
    assertEquals(0, tally.encoderRates().length);
    assertEquals(
        List.of(Names.recurrent(0), Names.OUTPUT_WEIGHT),
        tally.connections().stream().map(Connection::matrix).toList());
  }

  /** Eighths up to 15 of them: 1 of one bit, 5 of two, 15 of four; what is not 0 is activity. */
  @Test
  void gradedOutputsAreMetBitByBit() {
    NetworkSpec graded =
        with(new RecurrentFatrelu(), new OutputCode.Graded(4), 0, new EncoderSpec.StepForward());
    ActivityTally tally = new ActivityTally(graded, parameters(graded));
    float[] outputs = {1 / 8f, 0, /* */ 15 / 8f, 5 / 8f, /* */ 0, 1};
    tally.add(0, 3, 3, new int[] {0}, new float[6], List.of(outputs));
    assertArrayEquals(new double[] {2 / 3.0, 2 / 3.0}, tally.neuronRates(0));
    List<Connection> found = tally.connections();
    assertEquals(4, found.get(0).densePerFrame(), "spikes of the encoder are one bit");
    // Of the first two frames 1 + 4 and 2 bits return, to one weight each.
    assertEquals(new Connection(Names.recurrent(0), 4, 2, 4 * 4, 7 / 3.0), found.get(1));
    // 5 and 3 bits, to both classes.
    assertEquals(new Connection(Names.OUTPUT_WEIGHT, 4, 4, 4 * 4, (5 + 3) * 2 / 3.0), found.get(2));
  }

  /** A quarter, a half and 1 are an operation each. */
  @Test
  void powersOfTwoAreMetOnce() {
    NetworkSpec powers =
        with(new ShiftLif(), new OutputCode.PowersOfTwo(3), 0, new EncoderSpec.StepForward());
    ActivityTally tally = new ActivityTally(powers, parameters(powers));
    tally.add(0, 2, 2, new int[] {0}, new float[4], List.of(new float[] {0.25f, 1, /* */ 0, 0.5f}));
    assertArrayEquals(new double[] {0.5, 1}, tally.neuronRates(0));
    assertEquals(
        new Connection(Names.OUTPUT_WEIGHT, 4, 4, 4, 3 * 2 / 2.0), tally.connections().get(1));
  }

  /** Of three frames, channel 0 is one late and channel 1 three: the last of 0, and all of 1. */
  @Test
  void whatIsLaterThanItsClipIsNeverMet() {
    NetworkSpec late =
        with(new RecurrentLif(), new OutputCode.Spikes(), 3, new EncoderSpec.StepForward());
    Parameters parameters =
        parameters(late).with(Names.delay(0), new Tensor(new int[] {2}, new float[] {1.4f, 2.5f}));
    ActivityTally tally = new ActivityTally(late, parameters);
    float[] all = {1, 1, 1, 1, 1, 1};
    tally.add(0, 3, 3, new int[] {0}, all, List.of(new float[6]));
    assertArrayEquals(new double[] {1, 1}, tally.encoderRates());
    assertEquals(2 * 2 / 3.0, tally.connections().get(0).effectivePerFrame());
  }

  private static NetworkSpec with(Neuron neuron, OutputCode code, int delays, EncoderSpec encoder) {
    LayerSpec layer =
        new LayerSpec(
            2, neuron, new Surrogate(Surrogate.Shape.BOXCAR, 2), false, true, 0, code, delays);
    return new NetworkSpec(new FeatureSpec(1, 1), encoder, List.of(layer), READOUT, 1, null);
  }
}
