package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.TinyImage;

/**
 * The chip as its host sees it: weights that come in by the serial line, features, decisions. Two
 * clips, so that the second one follows a reset that must leave the weights.
 */
@Tag("slow")
class ChipDesignTest {
  private static final Architecture CHIP = Architecture.preset("ice40up5k");
  private static final int FRAMES = 3;

  @TempDir Path folder;

  private void export(WeightImage image, Architecture machine) throws Exception {
    List<byte[]> clips =
        Stream.of(1, 2).map(seed -> RandomModels.features(image.model(), FRAMES, seed)).toList();
    VerilogExport.write("image", image, machine, clips, folder);
  }

  /** With a change of a file of the chip. */
  private List<String> simulated(WeightImage image, String file, String right, String wrong)
      throws Exception {
    assumeTrue(
        Tools.available("iverilog", "-V"),
        "Icarus Verilog (Debian: iverilog) is not installed, so no Verilog is simulated");
    export(image, CHIP);
    Path changed = folder.resolve(ChipDesign.FOLDER + file);
    String text = Files.readString(changed);
    assertEquals(right.isEmpty(), text.equals(text.replace(right, wrong)), "there is no such text");
    Files.writeString(changed, text.replace(right, wrong));
    List<String> compile =
        new ArrayList<>(
            List.of("iverilog", "-g2005", "-s", "keyspike_chip_testbench", "-o", "bench"));
    for (String units : List.of("", ChipDesign.FOLDER)) {
      try (Stream<Path> files = Files.list(folder.resolve(units))) {
        files
            .filter(one -> one.toString().endsWith(".v"))
            .map(Path::toString)
            .forEach(compile::add);
      }
    }
    assertEquals(List.of(), Tools.run(folder, compile));
    return Tools.run(folder, List.of("vvp", "-n", "bench"));
  }

  @Test
  void aKeywordIsDecidedOnTheChip() throws Exception {
    List<String> said = simulated(TinyImage.keyword(1, FRAMES), "uart_shell.v", "", "");
    assertEquals(1, said.size(), said::toString);
    assertTrue(
        said.get(0).matches("PASS chip: \\d+ rows, 6 frames, 2 decisions, 35 bytes"), said.get(0));
  }

  @Test
  void everyFrameIsAnsweredOnTheChip() throws Exception {
    WeightImage image = TinyImage.frameWise(1, Packing.DENSE);
    List<String> said = simulated(image, "uart_shell.v", "", "");
    assertEquals(1, said.size(), said::toString);
    assertTrue(
        said.get(0).matches("PASS chip: \\d+ rows, 6 frames, 6 decisions, 63 bytes"), said.get(0));
  }

  @Test
  void aRowThatIsLoadedElsewhereIsNoticed() throws Exception {
    List<String> said =
        simulated(
            TinyImage.frameWise(1, Packing.DENSE),
            "uart_shell.v",
            "head[15:0] + 16'd1",
            "head[15:0] + 16'd2");
    assertTrue(said.get(0).startsWith("FAIL chip: "), said::toString);
  }

  /** Block RAM and SPRAM have a latency, and no machine of another kind gets the chip's files. */
  @Test
  void onlyAMachineOfSuchMemoriesIsForTheChip() throws Exception {
    export(TinyImage.frameWise(16, Packing.DENSE), Architecture.preset("tiny"));
    assertTrue(Files.exists(folder.resolve("keyspike.v")));
    assertFalse(Files.exists(folder.resolve(ChipDesign.FOLDER)));
  }

  @Test
  void verilatorHasNothingToSay() throws Exception {
    assumeTrue(Tools.available("verilator", "--version"), "Verilator is not installed");
    export(TinyImage.frameWise(1, Packing.DENSE), CHIP);
    String chip = ChipDesign.FOLDER + "keyspike_chip.v";
    List<String> lint =
        List.of("verilator", "--lint-only", "-Wall", "-y", ".", "-y", ChipDesign.FOLDER);
    List<String> command = new ArrayList<>(lint);
    command.addAll(List.of("--top-module", "keyspike_chip", chip));
    assertEquals(List.of(), Tools.run(folder, command));
  }

  /** A program word for a group of neurons, not for each of them. */
  @Test
  void theProgramDoesNotGrowWithTheGroups() {
    WeightImage wide = TinyImage.keyword(8, FRAMES);
    WeightImage narrow = TinyImage.keyword(1, FRAMES);
    MachineProgram one = new VerilogMachine(narrow, CHIP).program();
    MachineProgram all = new VerilogMachine(wide, CHIP.scaledTo(8)).program();
    assertEquals(all.instructions().size(), all.words().size());
    assertEquals(all.words().size(), one.words().size());
    assertNotEquals(one.instructions().size(), one.words().size());
  }
}
