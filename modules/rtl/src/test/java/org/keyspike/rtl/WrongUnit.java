package org.keyspike.rtl;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.LaneMemory;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.trace.CycleView;

/**
 * The explanation of a difference between a circuit and the simulator: the first unit, cycle by
 * cycle in the waveform, that does not do with what it got what its rule says, or not when the
 * simulator does it.
 *
 * <p>The units are looked at in the order in which numbers go through them, so that a unit which
 * only passes on what is wrong is not blamed. It knows machines of spikes with one step a frame and
 * a weight memory of latency 0.
 */
final class WrongUnit {
  private static final List<String> SIGNALS =
      List.of(
          "busy",
          "op",
          "begins",
          "clears",
          "accepted",
          "input_index",
          "input_steps",
          "add",
          "weights",
          "add_first_shift",
          "weight_address",
          "weight_reader.part",
          "row",
          "groups",
          "weight_reader.group",
          "words_in_row",
          "accesses",
          "out_first",
          "out_count",
          "features",
          "parameters",
          "estimates",
          "membranes",
          "added",
          "sums",
          "encoded_valid",
          "encoded",
          "updated_valid",
          "adaptive",
          "potentials",
          "rounded_valid",
          "rounded",
          "logits_valid",
          "logits",
          "hidden_shift",
          "word_bits",
          "parameter_memory.address",
          "membrane_memory.address",
          "membrane_memory.second",
          "encoder_memory.address",
          "sum_memory.address",
          "spike_write",
          "spike_address",
          "spike_data",
          "spike_mask");

  private static final int SCAN = 0;
  private static final int UPDATE = 4;
  private static final int ENCODE = 2;

  private final VerilogMachine verilog;
  private final byte[] clip;
  private final List<List<CycleView>> simulated = new ArrayList<>();
  private final int lanes;
  private int frame;
  private int cycle = -1;
  private Map<String, String> now = Map.of();
  private Map<String, String> before = Map.of();
  private String foundOrNull;

  /** As it is before and behind the frame at hand. */
  private final Machine start;

  private final Machine end;

  private final List<BigInteger> rows;

  private WrongUnit(VerilogMachine verilog, byte[] clip) {
    this.verilog = verilog;
    this.clip = clip;
    lanes = verilog.architecture().lanes();
    start = new Machine(verilog.image(), verilog.architecture());
    end = new Machine(verilog.image(), verilog.architecture());
    rows = verilog.program().weightRows().content(start.weights());
  }

  /**
   * Explains a waveform.
   *
   * @param verilog the machine without a fault
   * @param clip of the test bench, the only one
   * @return the file of the unit, a colon, and what it does wrong
   */
  static String in(Waveform waveform, VerilogMachine verilog, byte[] clip) throws IOException {
    WrongUnit wrong = new WrongUnit(verilog, clip);
    String machine = waveform.signal().replaceAll("\\.machine\\..*", ".machine.");
    for (int t = 0; t < clip.length / verilog.bands(); t++) {
      wrong.simulated.add(new ArrayList<>());
    }
    verilog
        .machine()
        .trace(
            clip,
            0,
            wrong.simulated.size() - 1,
            view -> wrong.simulated.get(view.frame()).add(view));
    List<String> signals = SIGNALS.stream().map(machine::concat).toList();
    wrong.frame = waveform.firstFrame() - 1;
    Vcd.read(waveform.file(), machine + "clk", signals, (time, values) -> wrong.edge(values));
    return wrong.foundOrNull == null ? "nothing is wrong" : wrong.foundOrNull;
  }

  private void edge(String[] values) {
    if (foundOrNull != null) {
      return;
    }
    before = now;
    now = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      now.put(SIGNALS.get(i), values[i]);
    }
    if (!is("busy")) {
      if (cycle >= 0 && cycle + 1 < simulated.get(frame).size()) {
        blame("controller.v", "the frame ends");
      }
      cycle = -1;
      return;
    }
    if (cycle < 0) {
      frame++;
      start.runTo(clip, frame);
      end.runTo(clip, frame + 1);
    }
    cycle++;
    if (order() && broadcast() && address() && weights() && addition()) {
      boolean right =
          is("encoded_valid")
              ? kept(Memory.ENCODER, "estimates", "encoder_memory.address") && encoder()
              : is("updated_valid")
                  ? kept(Memory.MEMBRANE, "membranes", "membrane_memory.address") && neurons()
                  : !(is("rounded_valid") || is("logits_valid"))
                      || (!is("rounded_valid") || kept(Memory.SUM, "sums", "sum_memory.address"))
                          && readout();
      if (right) {
        spikes();
      }
    }
  }

  /** Whether parameters, and the words of another memory, are what the memories hold. */
  private boolean kept(Memory memory, String signal, String address) {
    return word(Memory.PARAMETER, "parameters", 0, "parameter_memory.address")
        && word(memory, signal, 0, address)
        && (!is("adaptive") || word(memory, signal, 1, "membrane_memory.second"));
  }

  private boolean word(Memory memory, String signal, int place, String address) {
    // Sums have been written in this frame before they are rounded.
    LaneMemory words = (memory == Memory.SUM ? end : start).shared(memory);
    int bits = words.laneBits();
    for (int i = 0; i < value("out_count"); i++) {
      long found = cell(now.get(signal), bits * (place * lanes + i), bits);
      if (found != words.peek(value(address), i)) {
        String what = memory.key() + " word " + value(address) + " is " + found + " in lane " + i;
        return blame("word_mover.v", what + ", not " + words.peek(value(address), i));
      }
    }
    return true;
  }

  private static long cell(String signal, int from, int bits) {
    BigInteger number = Vcd.bits(signal, from, bits);
    return number == null ? -1 : number.longValue();
  }

  /** What encoder and neurons write is what is there behind the frame. */
  private boolean spikes() {
    if (value("op") != ENCODE && value("op") != UPDATE) {
      return true;
    }
    int word = verilog.architecture().spikeWordBits();
    int bits = VerilogMachine.address(verilog.depth(Memory.SPIKE));
    for (int port = 0; port < now.get("spike_write").length(); port++) {
      if (cell(now.get("spike_write"), port, 1) == 1) {
        int address = (int) cell(now.get("spike_address"), bits * port, bits);
        long mask = cell(now.get("spike_mask"), word * port, word);
        long found = cell(now.get("spike_data"), word * port, word) & mask;
        if (address >= end.spikes().words() || found != (end.spikes().peek(address) & mask)) {
          return blame("spike_writer.v", "spike word " + address + " becomes " + found);
        }
      }
    }
    return true;
  }

  /** The weights of a dense word that came. */
  private boolean weights() {
    if (!is("accepted")) {
      return true;
    }
    int number = value("input_index") * value("groups") + value("weight_reader.group");
    int inRow = Math.max(1, value("words_in_row"));
    BigInteger row = rows.get(value("row") + number / inRow);
    int bits = verilog.image().weightBits();
    for (int i = 0; i < lanes; i++) {
      int from = number % inRow * value("word_bits") + bits * i;
      int expected = row.shiftRight(from).intValue() & (1 << bits) - 1;
      if (!equal(
          "weight_word.v",
          "the weight of lane",
          i,
          lane(now.get("weights"), bits * i, bits),
          expected)) {
        return false;
      }
    }
    return true;
  }

  private boolean is(String signal) {
    return "1".equals(now.get(signal));
  }

  private int value(String signal) {
    return number(now.get(signal));
  }

  /** Of all bits; -1 if one of them is not known. */
  private static int number(String signal) {
    BigInteger number = Vcd.number(signal);
    return number == null ? -1 : number.intValue();
  }

  /** Bits of a lane of a signal; without a sign if they are fewer than 32. */
  private static int lane(String signal, int from, int bits) {
    BigInteger number = Vcd.bits(signal, from, bits);
    return number == null ? Integer.MIN_VALUE : number.intValue();
  }

  /** What a lane has added. */
  private int sum(Map<String, String> cycle, int i) {
    int bits = cycle.get("added").length() / lanes;
    int unused = Integer.SIZE - bits;
    int sum = lane(cycle.get("added"), bits * i, bits);
    return sum == Integer.MIN_VALUE ? sum : sum << unused >> unused;
  }

  private boolean blame(String unit, String what) {
    foundOrNull = unit + ": in frame " + frame + ", cycle " + (cycle + 1) + ", " + what;
    return false;
  }

  private boolean equal(String unit, String what, int lane, int found, int expected) {
    return found == expected
        || blame(unit, what + " " + lane + " is " + found + ", not " + expected);
  }

  private CycleView view() {
    return simulated.get(frame).get(cycle);
  }

  /** Whether the instruction is one of what the simulator works on. */
  private boolean order() {
    boolean over = cycle >= simulated.get(frame).size();
    boolean encodes = !over && view().stage().phase() == Phase.ENCODE;
    boolean updates = !over && view().stage().phase() == Phase.UPDATE;
    if (!over && (value("op") == ENCODE) == encodes && (value("op") == UPDATE) == updates) {
      return true;
    }
    // Either the one before ended too early, or this one should have ended.
    boolean late = !is("begins");
    int op = number((late ? now : before).get("op"));
    String unit = op == SCAN ? "zero_skip_unit.v" : "group_operation.v";
    return blame(unit, late ? "an instruction does not end" : "an instruction has ended early");
  }

  private boolean broadcast() {
    int found = is("accepted") ? value("input_index") : -1;
    if (found != view().input()) {
      return blame("zero_skip_unit.v", "input " + found + " is broadcast, not " + view().input());
    }
    return found < 0
        || equal("zero_skip_unit.v", "steps of input", found, value("input_steps"), view().steps());
  }

  private boolean address() {
    if (!is("accepted")) {
      return true;
    }
    int number = value("input_index") * value("groups") + value("weight_reader.group");
    int inRow = Math.max(1, value("words_in_row"));
    int row = value("row") + number / inRow * value("accesses") + value("weight_reader.part");
    int bits = VerilogMachine.address(verilog.depth(Memory.WEIGHT));
    int found = lane(now.get("weight_address"), 0, bits);
    return equal("weight_reader.v", "the row of input", value("input_index"), found, row);
  }

  /** What the sums have become since the cycle before. */
  private boolean addition() {
    if (cycle == 0 || before.get("added") == null) {
      return true;
    }
    boolean cleared =
        number(before.get("op")) == SCAN
            && "1".equals(before.get("begins"))
            && "1".equals(before.get("clears"));
    int bits = verilog.image().weightBits();
    for (int i = 0; i < lanes; i++) {
      int sum = cleared ? 0 : sum(before, i);
      if ("1".equals(before.get("add"))) {
        int unused = Integer.SIZE - bits;
        int weight = lane(before.get("weights"), bits * i, bits) << unused >> unused;
        sum += weight << number(before.get("add_first_shift"));
      }
      if (!equal("accumulators.v", "the sum of lane", i, sum(now, i), sum)) {
        return false;
      }
    }
    return true;
  }

  private boolean encoder() {
    for (int i = 0; i < value("out_count"); i++) {
      int band = value("out_first") + i;
      int x = lane(now.get("features"), 8 * i, 8);
      if (!equal(
          "feature_memory.v", "band", band, x, clip[frame * verilog.bands() + band] & 0xFF)) {
        return false;
      }
      int coarse = lane(now.get("parameters"), 40 * i, 16);
      int fine = lane(now.get("parameters"), 40 * i + 16, 16);
      int error = x - (short) lane(now.get("estimates"), 32 * i, 16);
      int spikes = (error >= coarse ? 1 : 0) | (-error >= coarse ? 2 : 0);
      error -= ((spikes & 1) - (spikes >> 1)) * coarse;
      error -= (short) lane(now.get("estimates"), 32 * i + 16, 16);
      spikes |= (error >= fine ? 4 : 0) | (-error >= fine ? 8 : 0);
      if (!equal("encoder_unit.v", "band", band, lane(now.get("encoded"), 4 * i, 4), spikes)) {
        return false;
      }
    }
    return true;
  }

  private boolean neurons() {
    int bits = verilog.machine().shared(Memory.MEMBRANE).laneBits();
    int largest = (1 << verilog.image().membraneBits() - 1) - 1;
    for (int i = 0; i < value("out_count"); i++) {
      int unused = Integer.SIZE - bits;
      int v = lane(now.get("membranes"), bits * i, bits) << unused >> unused;
      int w = is("adaptive") ? (short) lane(now.get("membranes"), bits * (lanes + i), 16) : 0;
      int leaked = lane(now.get("parameters"), 40 * i, 8) * v + 128 >> 8;
      int bias = (short) lane(now.get("parameters"), 40 * i + 24, 16);
      int u = leaked + sum(now, i) + bias - w;
      u = Math.max(-largest - 1, Math.min(largest, u));
      int found = (short) lane(now.get("potentials"), 16 * i, 16);
      if (!equal("neuron_unit.v", "u of neuron", value("out_first") + i, found, u)) {
        return false;
      }
    }
    return true;
  }

  private boolean readout() {
    boolean rounds = is("rounded_valid");
    int shift = value("hidden_shift");
    for (int i = 0; i < value("out_count"); i++) {
      int bias = (short) lane(now.get("parameters"), 40 * i + 24, 16);
      int sum = (rounds ? lane(now.get("sums"), 32 * i, 32) : sum(now, i)) + bias;
      int found = rounds ? lane(now.get("rounded"), 8 * i, 8) : lane(now.get("logits"), 32 * i, 32);
      int half = shift == 0 ? 0 : 1 << shift - 1;
      int expected = rounds ? Math.min(255, Math.max(0, sum) + half >> shift) : sum;
      if (!equal("readout_unit.v", "output", value("out_first") + i, found, expected)) {
        return false;
      }
    }
    return true;
  }
}
