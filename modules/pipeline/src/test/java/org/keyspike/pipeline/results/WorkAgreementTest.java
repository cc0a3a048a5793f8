package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.evaluation.ActivityTally;
import org.keyspike.evaluation.Connection;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.Trace;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.Machine;

/** The work that is counted of a network is what a machine adds up. */
class WorkAgreementTest {
  private static final int FRAMES = 12;

  @Property(tries = 10)
  void everyOperationIsAnAccumulation(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec drawn =
        NetworkDraw.from(random)
            .moreKinds()
            .delays(FRAMES)
            .neurons(1, 20)
            .bands(1, 5)
            .encoders(new EncoderSpec.Residual(true), new EncoderSpec.StepForward())
            .spec()
            .folded();
    NetworkSpec real =
        new NetworkSpec(
            drawn.features(),
            drawn.encoder(),
            drawn.layers(),
            new ReadoutSpec.FrameWise(3),
            drawn.timeSteps(),
            null);
    Parameters parameters = Initializer.draw(real, 0.5, seed);
    NetworkSpec spec = real.withFormat(FormatChooser.choose(real, parameters, 4, 16, 4, 1));
    Parameters onGrid = Quantizer.onGrid(spec, parameters);
    IntegerNetwork network = new IntegerNetwork(Quantizer.quantize(spec, onGrid));
    byte[] features = new byte[FRAMES * spec.features().bands()];
    random.nextBytes(features);
    Trace trace = Trace.of(network, features);
    ActivityTally tally = new ActivityTally(spec, onGrid);
    List<float[]> outputs = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      outputs.add(floats(trace.spikes().get(l), spec.layers().get(l).code().unit()));
    }
    tally.add(0, FRAMES, FRAMES, new int[1], floats(trace.encoderSpikes(), 1), outputs);
    double operations =
        tally.connections().stream().mapToDouble(Connection::effectivePerFrame).sum() * FRAMES;
    WeightImage image =
        WeightImage.of(network.model(), List.of("a", "b", "c"), Map.of(), 32, Packing.DENSE);
    Machine machine = new Machine(image, FittedMachine.of(image));
    long accumulations = 0;
    for (int t = 0; t < FRAMES; t++) {
      accumulations +=
          machine.step(features, t * spec.features().bands(), false).count(Event.ACCUMULATIONS);
    }
    assertEquals(accumulations, Math.round(operations), "seed " + seed + ", " + spec);
  }

  private static float[] floats(byte[] integers, float unit) {
    float[] values = new float[integers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = integers[i] * unit;
    }
    return values;
  }
}
