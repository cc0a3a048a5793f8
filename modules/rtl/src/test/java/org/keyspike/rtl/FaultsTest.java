package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.LimitsNetwork;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.machine.FittedMachine;

/** Faults in the units, each of which the test bench must notice and name. */
@Tag("slow")
class FaultsTest {
  private static final WeightImage IMAGE =
      LimitsNetwork.of(new Arithmetic(1, 4, 16, 8), Packing.DENSE);
  private static final Architecture MACHINE = FittedMachine.like(Machines.roomy(8, 16), IMAGE);
  private static final int FRAMES = 16;
  private static final byte[] CLIP =
      Arrays.copyOf(
          LimitsNetwork.answers(IMAGE).clips().get(0).features(),
          FRAMES * IMAGE.features().bands());

  @TempDir Path folder;

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "an address that is off by one",
            "weight_reader.v",
            "+ {16'd0, group};",
            "+ {16'd0, group} + 32'd1;",
            "potential"),
        fault("no saturation", "neuron_unit.v", "u = fits ?", "u = 1'b1 ?", "potential"),
        fault(
            "another rounding", "neuron_unit.v", "{added, 8'd128}", "{added, 8'd127}", "potential"),
        fault(
            "a skipped word",
            "zero_skip_unit.v",
            "taken == all_inputs",
            "taken + ONE_WORD >= all_inputs",
            ""),
        fault(
            "another comparison", "encoder_unit.v", "up = above >= 0", "up = above > 0", "encoder"),
        fault("a lost clear", "machine.v", "scans && begins && clears", "1'b0", "potential"),
        fault(
            "a cycle too many",
            "group_operation.v",
            "step_done = working &&",
            "step_done = working && cycle != 2'd0 &&",
            "cycles"),
        fault(
            "another clip of the hidden layer",
            "readout_unit.v",
            "8'd255 : shifted",
            "8'd254 : shifted",
            "hidden"),
        fault(
            "a feature in the next lane",
            "feature_memory.v",
            "{8'd0, index} % ACROSS",
            "({8'd0, index} + 16'd1) % ACROSS",
            "encoder"),
        fault(
            "spikes a bit too far",
            "spike_writer.v",
            "from = starts ? offset",
            "from = starts ? offset + 7'd1",
            ""),
        fault(
            "the word of another group",
            "word_mover.v",
            "asks_second ? second : address",
            "asks_second ? second : address ^ 1'b1",
            ""),
        fault(
            "weights without a sign",
            "accumulators.v",
            "{{SUM_BITS{value[WEIGHT_BITS-1]}}, value}",
            "{{SUM_BITS{1'b0}}, value}",
            "potential"),
        fault(
            "weights a lane too far",
            "weight_word.v",
            "assign weights = padded[0 +: LANES*BITS]",
            "assign weights = padded[BITS +: LANES*BITS]",
            "potential"));
  }

  private static Arguments fault(
      String what, String unit, String right, String wrong, String kind) {
    return Arguments.of(what, unit, right, wrong, kind);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsNoticedAndNamed(String what, String unit, String text, String changed, String kind)
      throws Exception {
    Icarus icarus = icarus(unit, text, changed);
    List<String> said = icarus.run();
    assertTrue(
        said.get(0).matches("FAIL limits: " + kind + ".* of clip 0, frame \\d+, layer .*"),
        said::toString);
    assertTrue(
        said.get(0).matches(".*cycle \\d+: found (-?\\d+|[xX]), expected -?\\d+"), said::toString);
    String found = said.get(0).replaceAll(".*found (-?\\d+|[xX]),.*", "$1");
    assertEquals(found.toLowerCase(Locale.ROOT), number(icarus.waveform()), said::toString);
    VerilogMachine machine = new VerilogMachine(IMAGE, MACHINE);
    String explanation = WrongUnit.in(icarus.waveform(), machine, machine.features(CLIP));
    // What clears the sums is wired in the machine.
    String wrong = unit.equals("machine.v") ? "accumulators.v" : unit;
    assertTrue(explanation.startsWith(wrong + ": in frame "), explanation + said);
  }

  /** What the waveform has where it is said to differ; of cycles those of the last frame in it. */
  private static String number(Waveform waveform) throws Exception {
    String machine = "limits_testbench.dut.machine.";
    List<String> said = new ArrayList<>();
    long[] cycles = {0};
    Vcd.read(
        waveform.file(),
        machine + "clk",
        List.of(waveform.signal(), machine + "start", machine + "busy"),
        (time, values) -> {
          if ("1".equals(values[1])) {
            cycles[0] = 0;
          } else if ("1".equals(values[2])) {
            cycles[0]++;
          }
          if (time == waveform.time() + 1) {
            said.add(waveform.bits() == 0 ? "" + cycles[0] : bits(values[0], waveform));
          }
        });
    assertEquals(1, said.size(), "the waveform does not reach " + waveform.time());
    return said.get(0);
  }

  private static String bits(String value, Waveform waveform) {
    BigInteger bits = Vcd.bits(value, waveform.low(), waveform.bits());
    if (bits == null) {
      return "x";
    }
    boolean signed = waveform.signal().matches(".*(potentials|adaptations|logits)");
    int unused = signed ? Integer.SIZE - waveform.bits() : 0;
    return String.valueOf(bits.intValue() << unused >> unused);
  }

  @Test
  void withoutAFaultNothingDiffers() throws Exception {
    List<String> said = icarus("", "", "").run();
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.get(0).startsWith("PASS limits: 1 clips, 16 frames, "), said::toString);
  }

  private Icarus icarus(String unit, String right, String wrong) throws Exception {
    Icarus icarus =
        new Icarus(
            folder,
            (name, text) -> {
              if (!name.equals(unit)) {
                return text;
              }
              String changed = text.replace(right, wrong);
              assertNotEquals(text, changed, "there is no such text");
              return changed;
            });
    icarus.add("limits", IMAGE, MACHINE, List.of(CLIP));
    return icarus;
  }
}
