package org.keyspike.verification;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SimulationResult;
import org.keyspike.simulator.model.CycleModel;

/**
 * An integer network, a machine, what predicts its counts, and what a quantized network beside it
 * costs, with one image: what one thread works with.
 */
record Bench(IntegerNetwork integer, Machine machine, TimingModel model, CycleModel twins) {

  private static final int TWINS = 100;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  Bench(WeightImage image, Architecture architecture, TimingModel model) {
    this(
        new IntegerNetwork(image.model()),
        new Machine(image, architecture),
        model,
        new CycleModel(image, architecture));
  }

  /**
   * One clip on both.
   *
   * @param expected what the integer network says
   * @param simulated what the machine says, and what that costs
   * @param agreement of both
   * @param predicted whether the timing model gives the same counts
   * @param twin what it would cost a quantized network of the same shape; empty but for the first
   *     {@value #TWINS} clips, which are enough for an average frame
   * @param machineNanos of a core that stepping the machine took
   */
  record Run(
      Trace expected,
      SimulationResult simulated,
      TraceAgreement agreement,
      boolean predicted,
      List<FrameCounts> twin,
      long machineNanos) {}

  Run run(int clip, byte[] input) {
    Trace expected = Trace.of(integer, input);
    // Of this thread, so that other work on the machine does not count.
    long start = THREADS.getCurrentThreadCpuTime();
    SimulationResult simulated = machine.run(input);
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    return new Run(
        expected,
        simulated,
        TraceAgreement.of(clip, expected, simulated.trace()),
        model.frames(input, simulated.trace()).equals(simulated.frames()),
        clip < TWINS ? twins.twin(input, expected, CycleModel.HALF) : List.of(),
        nanos);
  }
}
