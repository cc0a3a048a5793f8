package org.keyspike.rtl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Memory;

/**
 * The size of a machine as a circuit, unit by unit, as Yosys counts it in cells that belong to no
 * technology. It is measured, and there is none where Yosys is not installed.
 *
 * @param tool that counted, with its version
 * @param units from the largest to the smallest; a unit that is there several times counts so
 * @param memoryBits of all memories, the program and the features among them; they are not in cells
 */
public record CircuitArea(String tool, List<UnitArea> units, long memoryBits) {
  private static final String YOSYS = "yosys";

  /** Beside the memories of the machine: a byte for each lane of a group of bands. */
  private static final int FEATURE_BITS = 8;

  public CircuitArea {
    units = List.copyOf(units);
  }

  /** Gates of all units. */
  public long gates() {
    return units.stream().mapToLong(UnitArea::gates).sum();
  }

  /** Flip-flops of all units. */
  public long flipFlops() {
    return units.stream().mapToLong(UnitArea::flipFlops).sum();
  }

  /** The version of Yosys, if it is installed. */
  public static Optional<String> installed() throws IOException {
    try {
      return Optional.of(said(Path.of("."), YOSYS, "-V").replaceAll("(\\S+ \\S+).*\\s*", "$1"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The text by which a machine differs from others as a circuit: two with the same text have the
   * same cells.
   *
   * @throws InputException if the image does not fit the machine
   */
  public static String circuit(WeightImage image, Architecture architecture) throws InputException {
    try {
      return new TopModule(new VerilogMachine(image, architecture), VerilogExport.NAME).text("");
    } catch (FitException | TooLargeException e) {
      throw new InputException("image", e);
    }
  }

  /**
   * Writes a machine as Verilog and has Yosys count its cells: seconds for a few lanes, many
   * minutes for 128.
   *
   * @param file that the image came from, for messages
   * @throws IOException if Yosys is not installed, or does not end well
   * @throws InputException if the image does not fit the machine
   */
  public static CircuitArea measure(Object file, WeightImage image, Architecture architecture)
      throws IOException {
    String tool = installed().orElseThrow(() -> new IOException("yosys is not installed"));
    Path folder = Files.createTempDirectory("keyspike-area");
    try {
      byte[] frame = new byte[image.features().bands()];
      VerilogExport.write(file, image, architecture, List.of(frame), folder);
      said(folder, YOSYS, "-q", AreaScript.FILE);
      String report = Files.readString(folder.resolve(AreaScript.REPORT));
      VerilogMachine machine = new VerilogMachine(image, architecture);
      return new CircuitArea(tool, AreaReport.units(report, VerilogExport.NAME), bits(machine));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static long bits(VerilogMachine machine) {
    Architecture architecture = machine.architecture();
    Map<Memory, Long> widths =
        Stream.of(Memory.PARAMETER, Memory.MEMBRANE, Memory.ENCODER, Memory.SUM)
            .collect(
                Collectors.toMap(
                    memory -> memory,
                    memory ->
                        (long) machine.machine().shared(memory).laneBits() * architecture.lanes()));
    widths.put(Memory.SPIKE, (long) architecture.spikeWordBits());
    widths.put(Memory.WEIGHT, (long) architecture.memories().get(Memory.WEIGHT).widthBits());
    List<Instruction> program = machine.program().instructions();
    long bits = (long) program.size() * new ProgramText(program).width();
    if (!machine.direct()) {
      int lanes = architecture.lanes();
      bits += (long) FEATURE_BITS * lanes * ((machine.bands() + lanes - 1) / lanes);
    }
    for (Map.Entry<Memory, Long> width : widths.entrySet()) {
      bits += width.getValue() * machine.depth(width.getKey());
    }
    return bits;
  }

  private static String said(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return said;
  }
}
