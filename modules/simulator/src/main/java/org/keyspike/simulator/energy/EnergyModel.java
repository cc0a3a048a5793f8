package org.keyspike.simulator.energy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.FittedMachine;

/**
 * The model that turns counts of a machine into joules, by the equations of the package
 * documentation.
 */
public final class EnergyModel {
  /** The component that a machine cut to its image does not have. */
  public static final String EMPTY = "leakage of empty memory";

  private final EnergyTable table;
  private final Architecture architecture;
  private final Architecture filled;

  /** Of a machine of which nothing is known to be empty. */
  public EnergyModel(EnergyTable table, Architecture architecture) {
    this(table, architecture, architecture);
  }

  private EnergyModel(EnergyTable table, Architecture architecture, Architecture filled) {
    this.table = table;
    this.architecture = architecture;
    this.filled = filled;
  }

  /** Of a machine with an image; what the image leaves empty of its memories is shown apart. */
  public static EnergyModel of(EnergyTable table, Architecture architecture, WeightImage image) {
    return new EnergyModel(table, architecture, FittedMachine.filled(architecture, image));
  }

  /**
   * In real time: a frame every 10 ms, or as often as the clock allows.
   *
   * @param counts of at least one frame
   * @param clockHz of the machine
   */
  public Energy realTime(Counts counts, long clockHz) {
    double busy = counts.meanCyclesPerFrame() / clockHz;
    return energy(counts, clockHz, Math.max(busy, 1.0 / FrontEndSettings.FRAME_RATE));
  }

  /** Flat out: the next frame follows at once. */
  public Energy flatOut(Counts counts, long clockHz) {
    return energy(counts, clockHz, counts.meanCyclesPerFrame() / clockHz);
  }

  /** The synaptic-operation proxy: accumulations of an average frame and nothing else, in nJ. */
  public double operationsNanojoules(Counts counts) {
    return counts.total().count(Event.ACCUMULATIONS)
        * table.constants().accumulate().value()
        * 1e-3
        / counts.frames();
  }

  private Energy energy(Counts counts, long clockHz, double secondsPerFrame) {
    Map<String, Double> perFrame = new LinkedHashMap<>();
    dynamic(counts.total()).forEach((name, joules) -> perFrame.put(name, joules / counts.frames()));
    return new Energy(clockHz, secondsPerFrame, perFrame, leakage());
  }

  private Map<String, Double> dynamic(FrameCounts counts) {
    Map<String, Double> picojoules = new LinkedHashMap<>();
    for (Memory memory : Memory.values()) {
      double bits = counts.readBits(memory) + counts.writtenBits(memory);
      picojoules.put(
          memory.key() + " memory",
          table.accessPicojoules(bits, architecture.memories().get(memory)));
    }
    double add = table.constants().accumulate().value();
    double product = table.constants().multiply().value();
    // A shifter switches as many bits as the adder behind it, in fewer gates.
    picojoules.put("lanes", (counts.count(Event.ACCUMULATIONS) + counts.count(Event.SHIFTS)) * add);
    picojoules.put(
        "neurons",
        counts.count(Event.UPDATES) * (2 * product + 3 * add)
            + counts.count(Event.ADAPTATIONS) * (4 * product + 3 * add)
            + counts.count(Event.COMPARISONS) * add);
    if (counts.count(Event.CODINGS) + counts.count(Event.STATE_TERMS) > 0) {
      // A leak is two shifts and a subtraction; a term of a state is shifted and added.
      picojoules.put(
          "state unit",
          counts.count(Event.CODINGS) * 3 * add + counts.count(Event.STATE_TERMS) * 2 * add);
    }
    picojoules.put("encoder unit", counts.count(Event.ENCODINGS) * 6 * add);
    picojoules.put("readout unit", counts.count(Event.READOUTS) * 2 * add);
    picojoules.put(
        "control",
        (double) counts.totalCycles()
            * architecture.lanes()
            * table.constants().controlPerLaneCycle().value());
    return picojoules;
  }

  private Map<String, Double> leakage() {
    double all = 0;
    double empty = 0;
    for (Memory memory : Memory.values()) {
      double here = table.leakageMicrowatts(architecture.memories().get(memory));
      all += here;
      empty += Math.max(0, here - table.leakageMicrowatts(filled.memories().get(memory)));
    }
    Map<String, Double> microwatts = new LinkedHashMap<>();
    microwatts.put("leakage of memories", all - empty);
    if (empty > 0) {
      microwatts.put(EMPTY, empty);
    }
    microwatts.put(
        "leakage of logic", architecture.lanes() * table.constants().logicLeakagePerLane().value());
    return microwatts;
  }
}
