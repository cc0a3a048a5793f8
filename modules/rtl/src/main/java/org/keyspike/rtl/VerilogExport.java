package org.keyspike.rtl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Memory;

/**
 * The export of a machine with an image in its memories as Verilog-2005: the units, a top module,
 * the contents of the memories, and a test bench that feeds clips and compares every number and the
 * cycles of every frame with what the simulator says.
 */
public final class VerilogExport {
  /** The name of the top module. */
  public static final String NAME = "keyspike";

  /** The files that are the same for every machine. */
  static final List<String> UNITS =
      List.of(
          "accumulators.v",
          "comparer.v",
          "controller.v",
          "encoder_unit.v",
          "feature_memory.v",
          "group_operation.v",
          "kept_memory.v",
          "machine.v",
          "memory.v",
          "neuron_unit.v",
          "program_memory.v",
          "readout_unit.v",
          "rings.v",
          "spike_memory.v",
          "spike_writer.v",
          "weight_memory.v",
          "weight_reader.v",
          "weight_word.v",
          "word_mover.v",
          "zero_skip_unit.v");

  private VerilogExport() {}

  /**
   * Writes the files.
   *
   * @param file that the image came from, for messages
   * @param clips of the test bench, (T, C) unsigned bytes each
   * @return what was written
   * @throws InputException if the image does not fit the machine, or has neurons that are reset to
   *     zero, which the machine in Verilog does not know
   */
  public static List<Path> write(
      Object file, WeightImage image, Architecture architecture, List<byte[]> clips, Path folder)
      throws IOException {
    for (int l = 0; l < image.layers().size(); l++) {
      if (image.layers().get(l).code().resetsToZero()) {
        throw new InputException(
            file, "reset of layer " + (l + 1), "zero", "subtract, the one that the Verilog knows");
      }
    }
    VerilogMachine machine;
    try {
      machine = new VerilogMachine(image, architecture);
    } catch (FitException | TooLargeException e) {
      throw new InputException(file, e);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String unit : UNITS) {
      texts.put(unit, unit(unit));
    }
    texts.putAll(texts(machine, clips, NAME, ""));
    texts.put(AreaScript.FILE, AreaScript.text(NAME));
    if (ChipDesign.fits(machine)) {
      texts.putAll(ChipDesign.texts(machine, clips.stream().map(machine::features).toList()));
    }
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path path = folder.resolve(text.getKey());
      AtomicFiles.write(path, text.getValue().getBytes(StandardCharsets.UTF_8));
      written.add(path);
    }
    return written;
  }

  /** A file that is the same for every machine. */
  static String unit(String name) throws IOException {
    try (InputStream in = VerilogExport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The files of one machine.
   *
   * @param name of its top module
   * @param folder that is put before the names of all but the modules: empty, or with a slash
   */
  static Map<String, String> texts(
      VerilogMachine machine, List<byte[]> clips, String name, String folder) {
    Map<String, String> texts = new LinkedHashMap<>();
    TopModule top = new TopModule(machine, name);
    List<byte[]> whole = clips.stream().map(machine::features).toList();
    ExpectedAnswers expected = ExpectedAnswers.of(machine, whole);
    StringBuilder features = new StringBuilder();
    int numbers = 0;
    for (byte[] clip : whole) {
      for (byte feature : clip) {
        features.append(HexFormat.of().toHexDigits(feature)).append('\n');
        numbers++;
      }
    }
    ProgramText program = new ProgramText(machine.program().words());
    texts.put(name + ".v", top.text(folder));
    texts.put(name + "_testbench.v", top.bench(folder, numbers, expected));
    texts.put(folder + "program.hex", MemoryText.of(program.words(), Math.max(1, program.width())));
    machine.machine().reset();
    texts.put(
        folder + "spike.hex",
        MemoryText.of(
            MemoryText.spikes(machine.machine()), machine.architecture().spikeWordBits()));
    texts.put(
        folder + "weight.hex",
        MemoryText.of(
            machine.program().weightRows().content(machine.machine().weights()),
            machine.architecture().memories().get(Memory.WEIGHT).widthBits()));
    texts.put(
        folder + "parameter.hex",
        MemoryText.of(
            MemoryText.shared(machine.machine(), Memory.PARAMETER),
            machine.machine().shared(Memory.PARAMETER).laneBits()
                * machine.architecture().lanes()));
    texts.put(folder + "features.hex", features.toString());
    texts.put(folder + "expected.hex", expected.text());
    return texts;
  }
}
