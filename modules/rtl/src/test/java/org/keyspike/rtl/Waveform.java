package org.keyspike.rtl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The waveform that a test bench which failed leaves: the same clips once more, with every signal
 * of the machine from the frame before the first difference to the end of the frame that has it.
 *
 * @param file with it
 * @param firstFrame that is in it, of all frames of the test bench
 * @param signal that differs, by its full name, without a range of bits
 * @param low the lowest of its bits that differ
 * @param bits that differ; 0 of the number of cycles, which has no signal of its own
 * @param time at which they stand there
 */
record Waveform(Path file, int firstFrame, String signal, int low, int bits, long time) {
  private static final Pattern SEE =
      Pattern.compile(
          "FAIL (\\w+): see signal ([\\w.]+)(?:\\[(\\d+):(\\d+)\\])? at (\\d+), with \\+vcd=FILE"
              + " \\+frame=(\\d+)");

  /** Kept after the test, beside what else is made by building. */
  private static final Path FOLDER = Path.of("target", "waveforms").toAbsolutePath();

  /**
   * Runs the first test bench that failed again.
   *
   * @param folder of the Verilog
   * @param files Verilog of all test benches
   * @param said by them, with a line that says FAIL and which signal to see
   */
  static Waveform leave(Path folder, List<String> files, List<String> said)
      throws IOException, InterruptedException {
    Matcher see =
        said.stream().map(SEE::matcher).filter(Matcher::matches).findFirst().orElseThrow();
    String name = see.group(1);
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve(name + ".vcd");
    List<String> compile = new ArrayList<>(List.of("iverilog", "-g2005", "-o", "again"));
    compile.addAll(List.of("-s", name + "_testbench"));
    compile.addAll(files);
    Tools.run(folder, compile);
    Tools.run(folder, List.of("vvp", "-n", "again", "+vcd=" + file, "+frame=" + see.group(6)));
    int high = see.group(3) == null ? -1 : Integer.parseInt(see.group(3));
    int low = see.group(3) == null ? 0 : Integer.parseInt(see.group(4));
    return new Waveform(
        file,
        Integer.parseInt(see.group(6)),
        see.group(2),
        low,
        high - low + 1,
        Long.parseLong(see.group(5)));
  }

  @Override
  public String toString() {
    String range = bits == 0 ? "" : "[" + (low + bits - 1) + ":" + low + "]";
    return "the waveform is in " + file + ": see " + signal + range + " at " + time;
  }
}
