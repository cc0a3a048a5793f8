package org.keyspike.rtl;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Memory;

/**
 * What a circuit did in every frame, counted from the waveform of its test bench: what units asked
 * the memories for, and what they computed. The simulator's counts of the same frames stand beside.
 */
final class CircuitCounts {
  /** Of memories whose words the lanes share. */
  private static final List<Memory> SHARED =
      List.of(Memory.PARAMETER, Memory.MEMBRANE, Memory.ENCODER, Memory.SUM);

  private static final List<Event> EVENTS =
      List.of(
          Event.CYCLES,
          Event.BROADCASTS,
          Event.EMPTY_WORDS,
          Event.ACCUMULATIONS,
          Event.UPDATES,
          Event.ADAPTATIONS,
          Event.ENCODINGS,
          Event.READOUTS);

  private static final List<String> SIGNALS =
      List.of(
          "busy",
          "clearing",
          "zero_skip_unit.asked",
          "spike_memory.port_write",
          "weight_reader.broadcast",
          "weight_reader.part",
          "accesses",
          "accepted",
          "zero_skip_unit.busy",
          "zero_skip_unit.todo",
          "scans",
          "add",
          "weights",
          "add_steps",
          "out_count",
          "updated_valid",
          "adaptive",
          "encoded_valid",
          "rounded_valid",
          "logits_valid",
          "readout_unit.accumulates");

  private final int weightPorts;
  private final int weightBits;
  private final List<Map<String, Long>> frames = new ArrayList<>();
  private Map<String, BigInteger> now = Map.of();
  private Map<String, Long> frame = new LinkedHashMap<>();
  private boolean busyBefore;

  private CircuitCounts(VerilogMachine machine) {
    weightPorts = machine.architecture().memories().get(Memory.WEIGHT).ports();
    weightBits = machine.image().weightBits();
  }

  private static List<String> signals(String bench) {
    List<String> signals = new ArrayList<>(SIGNALS);
    for (Memory memory : SHARED) {
      signals.add(mover(memory) + "asked");
      signals.add(mover(memory) + "written_now");
    }
    return signals.stream().map(signal -> bench + ".dut.machine." + signal).toList();
  }

  private static String mover(Memory memory) {
    return memory.name().toLowerCase(Locale.ROOT) + "_memory.word_mover.";
  }

  /** A module beside the test bench that dumps what is counted, and no more. */
  static String dump(String name, String file) {
    String bench = name + "_testbench";
    return "module "
        + name
        + "_dump;\n    initial begin\n        $dumpfile(\""
        + file
        + "\");\n        $dumpvars(0,\n            "
        + bench
        + ".dut.machine.clk,\n            "
        + String.join(",\n            ", signals(bench))
        + ");\n    end\nendmodule\n";
  }

  /** The counts of every frame. */
  static List<Map<String, Long>> of(VerilogMachine machine, String name, Path file)
      throws IOException {
    CircuitCounts counts = new CircuitCounts(machine);
    String bench = name + "_testbench";
    List<String> signals = signals(bench);
    int prefix = (bench + ".dut.machine.").length();
    Vcd.read(
        file,
        bench + ".dut.machine.clk",
        signals,
        (time, values) -> {
          Map<String, BigInteger> cycle = new LinkedHashMap<>();
          for (int i = 0; i < values.length; i++) {
            cycle.put(signals.get(i).substring(prefix), Vcd.number(values[i]));
          }
          counts.cycle(cycle);
        });
    return counts.frames;
  }

  /** What the simulator counts of the same. */
  static Map<String, Long> of(FrameCounts counts) {
    Map<String, Long> frame = new LinkedHashMap<>();
    for (Event event : EVENTS) {
      frame.put(event.key(), counts.count(event));
    }
    for (Memory memory : Memory.values()) {
      frame.put("reads of " + memory.key(), counts.reads(memory));
      frame.put("writes of " + memory.key(), counts.writes(memory));
    }
    return frame;
  }

  private void cycle(Map<String, BigInteger> values) {
    now = values;
    boolean busy = is("busy");
    if (busy && !busyBefore) {
      frame = of(FrameCounts.NONE);
      frames.add(frame);
    }
    busyBefore = busy;
    if (!busy) {
      return;
    }
    add(Event.CYCLES, 1);
    spikes();
    weights();
    for (Memory memory : SHARED) {
      count("reads of " + memory.key(), value(mover(memory) + "asked"));
      count("writes of " + memory.key(), value(mover(memory) + "written_now"));
    }
    long lanes = value("out_count");
    if (is("updated_valid")) {
      add(Event.UPDATES, lanes);
      add(Event.ADAPTATIONS, is("adaptive") ? lanes : 0);
    }
    add(Event.ENCODINGS, is("encoded_valid") ? lanes : 0);
    boolean reads = is("rounded_valid") || is("logits_valid") || is("readout_unit.accumulates");
    add(Event.READOUTS, reads ? lanes : 0);
  }

  private void spikes() {
    count("reads of spike", value("zero_skip_unit.asked"));
    count("writes of spike", now.get("spike_memory.port_write").bitCount());
    boolean empty =
        is("scans") && is("zero_skip_unit.busy") && now.get("zero_skip_unit.todo").signum() == 0;
    add(Event.EMPTY_WORDS, empty ? 1 : 0);
  }

  private void weights() {
    if (is("weight_reader.broadcast")) {
      long left = value("accesses") - value("weight_reader.part");
      count("reads of weight", Math.min(weightPorts, left));
    }
    add(Event.BROADCASTS, is("accepted") ? 1 : 0);
    if (is("add")) {
      add(Event.ACCUMULATIONS, (long) nonZeros() * now.get("add_steps").bitCount());
    }
  }

  private int nonZeros() {
    BigInteger weights = now.get("weights");
    BigInteger mask = BigInteger.ONE.shiftLeft(weightBits).subtract(BigInteger.ONE);
    int count = 0;
    for (; weights.signum() > 0; weights = weights.shiftRight(weightBits)) {
      count += weights.and(mask).signum();
    }
    return count;
  }

  private boolean is(String signal) {
    return BigInteger.ONE.equals(now.get(signal));
  }

  private long value(String signal) {
    return now.get(signal).longValueExact();
  }

  private void add(Event event, long count) {
    count(event.key(), count);
  }

  private void count(String what, long count) {
    frame.merge(what, count, Long::sum);
  }
}
