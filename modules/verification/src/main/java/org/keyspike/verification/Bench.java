package org.keyspike.verification;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SimulationResult;

/**
 * An integer network, a machine and what predicts its counts, with one image: what one thread works
 * with.
 */
record Bench(IntegerNetwork integer, Machine machine, TimingModel model) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  Bench(WeightImage image, Architecture architecture, TimingModel model) {
    this(new IntegerNetwork(image.model()), new Machine(image, architecture), model);
  }

  /**
   * One clip on both.
   *
   * @param expected what the integer network says
   * @param simulated what the machine says, and what that costs
   * @param agreement of both
   * @param predicted whether the timing model gives the same counts
   * @param machineNanos of a core that stepping the machine took
   */
  record Run(
      Trace expected,
      SimulationResult simulated,
      TraceAgreement agreement,
      boolean predicted,
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
        nanos);
  }
}
