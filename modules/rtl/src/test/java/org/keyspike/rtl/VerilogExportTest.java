package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.RandomModels;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.TinyImage;

/** What the export refuses, and how long its test bench waits for a frame. */
class VerilogExportTest {
  private static final WeightImage IMAGE = TinyImage.frameWise(4, Packing.DENSE);

  @TempDir Path folder;

  private static Architecture with(Memory memory, MemoryShape shape) {
    Architecture roomy = Machines.roomy(4, 8);
    Map<Memory, MemoryShape> memories = new EnumMap<>(roomy.memories());
    memories.put(memory, shape);
    return new Architecture(
        "small", 4, roomy.clockHz(), roomy.spikeWordBits(), roomy.mechanisms(), memories);
  }

  private void refused(String message, Architecture machine) {
    Path out = folder.resolve("out");
    InputException refusal =
        assertThrows(
            InputException.class,
            () -> VerilogExport.write("image.kswi", IMAGE, machine, List.of(), out));
    assertEquals("image.kswi: " + message, refusal.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void anImageForOtherLanesIsRefused() {
    refused(
        "machine roomy: lanes: the image needs words of 4, the machine has 8",
        Machines.roomy(8, 8));
  }

  @Test
  void anImageThatDoesNotFitAMemoryIsRefused() {
    refused(
        "machine small: membrane memory: the image needs 2 words of 64 bits, the machine has 1"
            + " words of 64 bits",
        with(Memory.MEMBRANE, new MemoryShape(64, 1, 1, 0)));
  }

  /** Of 2^20 bits; words of 4 lanes have 2 bytes. */
  @Test
  void aRowOfTooManyWordsIsRefused() {
    refused(
        "words_in_row 65536 of the program does not fit 12 bits",
        with(Memory.WEIGHT, new MemoryShape(1 << 20, 64, 1, 0)));
  }

  @Test
  void anImageOfNeuronsThatAreResetToZeroIsRefused() {
    IntegerModel model = RandomModels.resetToZero(RandomModels.model(3));
    WeightImage image =
        WeightImage.of(
            model,
            IntStream.range(0, model.readout().classes()).mapToObj(k -> "c" + k).toList(),
            Map.of(),
            4);
    Path out = folder.resolve("out");
    InputException refusal =
        assertThrows(
            InputException.class,
            () -> VerilogExport.write("image.kswi", image, Machines.roomy(4, 8), List.of(), out));
    assertEquals(
        "image.kswi: reset of layer 1: found zero, expected subtract, the one that the Verilog"
            + " knows",
        refusal.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void theTestBenchWaitsForTheSlowestFrame() {
    VerilogMachine machine =
        new VerilogMachine(IMAGE, FittedMachine.like(Machines.roomy(4, 8), IMAGE));
    byte[] still = new byte[2 * IMAGE.features().bands()];
    byte[] loud = RandomModels.features(IMAGE.model(), 2, 1);
    long slowest =
        Stream.of(still, loud)
            .flatMap(clip -> machine.machine().run(clip).frames().stream())
            .mapToLong(FrameCounts::totalCycles)
            .max()
            .orElseThrow();
    Map<String, String> texts = VerilogExport.texts(machine, List.of(loud, still), "k", "");
    String bench = texts.get("k_testbench.v");
    assertTrue(bench.contains(".MOST_CYCLES(" + slowest + ")"), bench);
  }
}
