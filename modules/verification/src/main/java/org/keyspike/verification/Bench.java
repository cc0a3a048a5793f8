package org.keyspike.verification;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SimulationResult;
import org.keyspike.simulator.model.CycleModel;

/**
 * A front end, an integer network, a machine, a detector, what predicts the machine's counts, and
 * what a quantized network beside it costs, with one image: what one thread works with.
 */
final class Bench {
  /** Clips that are enough for an average frame of a quantized network. */
  private static final int TWINS = 100;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final IntegerNetwork integer;
  private final Machine machine;
  private final TimingModel model;
  private final CycleModel twins;
  private final UnitFrontEnd frontEnd;
  private final int[] bands;
  private final boolean integers;
  private final ClipDetector detector;

  Bench(WeightImage image, Architecture architecture, TimingModel model, Device device) {
    integer = new IntegerNetwork(image.model());
    machine = new Machine(image, architecture);
    this.model = model;
    twins = new CycleModel(image, architecture);
    frontEnd = device.frontEnd().get();
    bands = UnitFrontEnd.bands(image);
    integers = UnitFrontEnd.integers(image);
    detector = new ClipDetector(image, device);
  }

  IntegerNetwork integer() {
    return integer;
  }

  Machine machine() {
    return machine;
  }

  UnitFrontEnd frontEnd() {
    return frontEnd;
  }

  /** Numbers of the bands that the network reads. */
  int[] bands() {
    return bands;
  }

  /**
   * Runs a clip: the integer network on the features that are known, the machine on those that the
   * front end makes of the sound, if there is any.
   *
   * @param known (T, C), those that the network is scored with
   */
  ClipRun run(int clip, byte[] known, Optional<float[]> samples) {
    byte[] input = samples.map(sound -> frontEnd.clip(sound, bands.length)).orElse(known);
    Comparison features =
        samples.map(sound -> compare(clip, sound, input, known)).orElse(Comparison.NONE);
    Trace expected = Trace.of(integer, known);
    // Of this thread, so that other work on the machine does not count.
    long start = THREADS.getCurrentThreadCpuTime();
    SimulationResult simulated = machine.run(input);
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    Optional<DetectorAnswer> decision = detector.expected(expected);
    return new ClipRun(
        features,
        expected,
        simulated,
        TraceAgreement.of(clip, expected, simulated.trace()),
        decision,
        detector.compare(clip, decision, simulated.trace()),
        model.frames(input, simulated.trace()).equals(simulated.frames()),
        clip < TWINS ? twins.twin(known, expected, CycleModel.HALF) : List.of(),
        nanos);
  }

  private Comparison compare(int clip, float[] samples, byte[] found, byte[] known) {
    if (found.length != known.length) {
      throw new IllegalArgumentException(
          "clip "
              + clip
              + ": sound of "
              + found.length / bands.length
              + " frames, features of "
              + known.length / bands.length);
    }
    Tally tally = new Tally();
    tally.features("clip " + clip, integers ? samples.length : 0, found, known, bands);
    return tally.result();
  }
}
