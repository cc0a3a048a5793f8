package org.keyspike.rtl;

import java.util.List;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SimulationResult;
import org.keyspike.simulator.machine.SpikeMemory;

/**
 * Everything that the simulator says of some clips, in the order in which a machine in Verilog says
 * it: numbers of 32 bits, for the test bench to compare.
 *
 * <pre>
 * frame      a header: bit 0 a decision follows, bit 1 the machine is reset before it
 *            the numbers of every instruction, in the order of the program
 *            cycles
 * encode     of each band its spikes: coarse⁺, coarse⁻, fine⁺, fine⁻ in bits 0 to 3
 * update     of each step and neuron u in bits 0 to 15 and what it fires in bits 28 to 31; on a machine that adapts
 *            then w in 16 bits
 * round      of each hidden unit its 8 bits
 * answer     of each class its logit
 * end        FFFFFFFF
 * </pre>
 */
final class ExpectedAnswers {
  static final int DECIDES = 1;
  static final int RESETS = 2;
  static final long END = 0xFFFF_FFFFL;

  private final VerilogMachine verilog;
  private final StringBuilder text = new StringBuilder();
  private int numbers;
  private long mostCycles;

  private ExpectedAnswers(VerilogMachine verilog) {
    this.verilog = verilog;
  }

  /** Of clips of (T, C) unsigned bytes each, C as the machine has them. */
  static ExpectedAnswers of(VerilogMachine verilog, List<byte[]> clips) {
    ExpectedAnswers answers = new ExpectedAnswers(verilog);
    for (byte[] clip : clips) {
      answers.clip(clip);
    }
    answers.put(END);
    return answers;
  }

  /** For {@code $readmemh}. */
  String text() {
    return text.toString();
  }

  int numbers() {
    return numbers;
  }

  /** Of the slowest frame. */
  long mostCycles() {
    return mostCycles;
  }

  private void put(long number) {
    String hex = Long.toHexString(number & END);
    text.append("0".repeat(8 - hex.length())).append(hex).append('\n');
    numbers++;
  }

  private void clip(byte[] features) {
    Machine machine = verilog.machine();
    SimulationResult result = machine.run(features);
    boolean keyword = verilog.image().readout() instanceof ReadoutImage.Keyword;
    int frames = result.trace().frames();
    for (int t = 0; t < frames; t++) {
      boolean decides = keyword && t == frames - 1;
      put((decides ? DECIDES : 0) | (t == 0 ? RESETS : 0));
      for (Instruction instruction : verilog.program().instructions()) {
        frame(result.trace(), t, instruction);
        if (instruction.get(Field.ENDS_FRAME) == 1 && !decides) {
          break;
        }
      }
      long cycles = result.frames().get(t).totalCycles();
      mostCycles = Math.max(mostCycles, cycles);
      put(cycles);
    }
  }

  private void frame(Trace trace, int t, Instruction instruction) {
    switch (instruction.operation()) {
      case ENCODE -> encoded(trace, t, instruction);
      case UPDATE -> updated(trace, t, instruction);
      case ROUND -> rounded(instruction);
      case ANSWER -> answered(trace, t, instruction);
      default -> {}
    }
  }

  private static int first(Instruction instruction) {
    return (int) instruction.get(Field.FIRST);
  }

  private static int end(Instruction instruction) {
    return first(instruction) + (int) instruction.get(Field.COUNT);
  }

  private void encoded(Trace trace, int t, Instruction instruction) {
    int bands = verilog.bands();
    int kinds = verilog.image().encoder() instanceof IntegerEncoder.Residual ? 4 : 2;
    for (int c = first(instruction); c < end(instruction); c++) {
      int spikes = 0;
      for (int kind = 0; kind < kinds; kind++) {
        spikes |= trace.encoderSpikes()[(t * kinds + kind) * bands + c] << kind;
      }
      put(spikes);
    }
  }

  private void updated(Trace trace, int t, Instruction instruction) {
    int l = (int) instruction.get(Field.LAYER);
    int neurons = trace.neurons(l);
    int steps = instruction.get(Field.TWO_STEPS) == 1 ? 2 : 1;
    IntegerCode code = verilog.image().layers().get(l).code();
    byte[] spikes = trace.spikes().get(l);
    short[] adaptations = trace.adaptations().get(l);
    for (int k = instruction.pass(); k < instruction.pass() + steps; k++) {
      for (int n = first(instruction); n < end(instruction); n++) {
        int i = (t * trace.timeSteps() + k) * neurons + n;
        long stored = stored(code, spikes[i]);
        put(stored << 28 | trace.potentials().get(l)[i] & 0xFFFF);
        if (verilog.adaptive()) {
          put(adaptations.length == 0 ? 0 : adaptations[i] & 0xFFFF);
        }
      }
    }
  }

  /** 2^i is stored as i + 1. */
  private static int stored(IntegerCode code, int output) {
    return code instanceof IntegerCode.PowersOfTwo
        ? Integer.SIZE - Integer.numberOfLeadingZeros(output)
        : output;
  }

  /** As the planes of the hidden layer are after the decision. */
  private void rounded(Instruction instruction) {
    SpikeMemory memory = verilog.machine().spikes();
    Architecture architecture = verilog.architecture();
    Layout layout = verilog.machine().layout();
    int bits = architecture.spikeWordBits();
    int words = Layout.words(layout.readout(0).rows(), bits);
    for (int h = first(instruction); h < end(instruction); h++) {
      int value = 0;
      for (int plane = 0; plane < Layout.PLANES; plane++) {
        long word = memory.peek(layout.hiddenPlanes() + plane * words + h / bits);
        value |= (int) (word >>> h % bits & 1) << plane;
      }
      put(value);
    }
  }

  private void answered(Trace trace, int t, Instruction instruction) {
    int from = trace.frameWise() ? t * trace.classes() : 0;
    // One frame of a keyword readout is both.
    from = from < trace.logits().length ? from : 0;
    for (int k = first(instruction); k < end(instruction); k++) {
      put(trace.logits()[from + k]);
    }
  }
}
