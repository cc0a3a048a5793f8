package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;

/** A folder with machines in Verilog, which one run of Icarus Verilog simulates side by side. */
final class Icarus {
  private final Path folder;
  private final List<String> files = new ArrayList<>();
  private Waveform waveformOrNull;

  /** Skips the test, with the reason, where Icarus is not installed. */
  Icarus(Path folder) throws IOException, InterruptedException {
    this(folder, (unit, text) -> text);
  }

  /**
   * With a change of the text of the units.
   *
   * @param change from the name and the text of a unit to its text
   */
  Icarus(Path folder, BinaryOperator<String> change) throws IOException, InterruptedException {
    this.folder = folder;
    assumeTrue(
        Tools.available("iverilog", "-V"),
        "Icarus Verilog (Debian: iverilog) is not installed, so no Verilog is simulated");
    for (String unit : VerilogExport.UNITS) {
      write(unit, change.apply(unit, VerilogExport.unit(unit)));
    }
  }

  /** Adds a file; a module in it that nothing uses is one more top. */
  void write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    if (name.endsWith(".v")) {
      files.add(name);
    }
  }

  /** Adds a machine. */
  void add(String name, WeightImage image, Architecture architecture, List<byte[]> clips)
      throws IOException {
    VerilogMachine machine = new VerilogMachine(image, architecture);
    for (Map.Entry<String, String> text :
        VerilogExport.texts(machine, clips, name, name + "/").entrySet()) {
      write(text.getKey(), text.getValue());
    }
  }

  /**
   * What the test benches say, a line for each that passes. Where one fails, it leaves a {@link
   * Waveform}, and a last line says where.
   */
  List<String> run() throws IOException, InterruptedException {
    List<String> compile = new ArrayList<>(List.of("iverilog", "-g2005", "-o", "bench"));
    compile.addAll(files);
    assertEquals(List.of(), Tools.run(folder, compile));
    List<String> said = new ArrayList<>(Tools.run(folder, List.of("vvp", "-n", "bench")));
    if (said.stream().anyMatch(line -> line.startsWith("FAIL "))) {
      waveformOrNull = Waveform.leave(folder, files, said);
      said.add(waveformOrNull.toString());
    }
    return said;
  }

  /** Of the first test bench that failed. */
  Waveform waveform() {
    return waveformOrNull;
  }
}
