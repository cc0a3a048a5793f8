package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.integer.GoldenModels;

class TextExportTest {
  @TempDir Path folder;

  private static final WeightImage IMAGE = Images.of(GoldenModels.model("integer-adaptive"), 32);

  @Test
  void everyByteThatTheMachineStoresIsInOneMemory() {
    long weights = 0;
    long all = 0;
    for (MemorySlice slice : MemorySlice.of(IMAGE)) {
      assertTrue(slice.name().matches("[a-z][a-z0-9_]*"));
      int bytes = slice.wordBytes() * slice.words();
      all += bytes;
      weights += slice.name().endsWith("weights") ? bytes : 0;
    }
    ByteBreakdown breakdown = ByteBreakdown.of(IMAGE);
    assertEquals(
        IMAGE.matrices().stream().mapToLong(matrix -> matrix.words().length).sum(), weights);
    long described =
        breakdown.bytes().get(ByteBreakdown.Kind.HEADER)
            + breakdown.bytes().get(ByteBreakdown.Kind.DESCRIPTION)
            + breakdown.bytes().get(ByteBreakdown.Kind.BITMAPS);
    assertEquals(breakdown.loaded() - described, all);
  }

  @Test
  void aWordIsTheSameNumberInEveryForm() throws IOException {
    for (TextFormat format : TextFormat.values()) {
      TextExport.write(IMAGE, format, folder);
    }
    PackedMatrix matrix = IMAGE.layers().get(0).weight();
    List<String> hex = Files.readAllLines(folder.resolve("layer1_weights.hex"));
    List<String> mif = Files.readAllLines(folder.resolve("layer1_weights.mif"));
    assertEquals(matrix.columns() * matrix.groups(), hex.size());
    assertEquals("WIDTH = 128;", mif.get(0));
    assertEquals("DEPTH = " + hex.size() + ";", mif.get(1));
    assertEquals("END;", mif.get(5 + hex.size()));
    assertEquals(6 + hex.size(), mif.size());
    String c = Files.readString(folder.resolve("layer1_weights.h"));
    assertTrue(c.startsWith("#ifndef KEYSPIKE_LAYER1_WEIGHTS_H\n"), c);
    assertTrue(c.contains("keyspike_layer1_weights[" + hex.size() + "][16] = {"), c);
    List<String> rows = c.lines().filter(line -> line.startsWith("  {")).toList();
    for (int word = 0; word < hex.size(); word++) {
      assertEquals(32, hex.get(word).length());
      String line = Integer.toHexString(word).toUpperCase() + " : " + hex.get(word) + ";";
      assertEquals(line, mif.get(5 + word));
      assertEquals(bytes(hex.get(word)), rows.get(word));
      int low = new BigInteger(hex.get(word), 16).intValue() & 0xF;
      int row = word % matrix.groups() * 32;
      assertEquals(matrix.unpack().get(row, word / matrix.groups()) & 0xF, low);
    }
  }

  /** Words of 16 bytes are registers of 128 bits. */
  @Test
  void whatIsWrittenIsNamed() throws IOException {
    List<String> memories =
        MemorySlice.of(IMAGE).stream().map(slice -> slice.name() + ".hex").toList();
    List<String> written = names(TextExport.write(IMAGE, TextFormat.READMEMH, folder));
    assertEquals("image.kswi", written.get(0));
    assertEquals(memories, written.subList(1, written.size() - 1));
    assertEquals("keyspike_testbench.v", written.get(written.size() - 1));
    String bench = Files.readString(folder.resolve("keyspike_testbench.v"));
    assertTrue(bench.contains("  reg [127:0] layer1_weights [0:63];\n"), bench);
    List<String> limits = names(TextExport.writeLimits(IMAGE, TextFormat.C, folder));
    assertEquals(List.of("image.kswi", "encoder_steps.h"), limits.subList(0, 2));
    assertEquals("limits.kska", limits.get(limits.size() - 1));
  }

  private List<String> names(List<Path> written) {
    assertTrue(written.stream().allMatch(path -> path.getParent().equals(folder)));
    assertTrue(written.stream().allMatch(Files::exists));
    return written.stream().map(path -> path.getFileName().toString()).toList();
  }

  /** A word in hexadecimal digits as a row of bytes in C, the lowest first. */
  private static String bytes(String hex) {
    StringBuilder row = new StringBuilder();
    for (int at = hex.length() - 2; at >= 0; at -= 2) {
      row.append(row.isEmpty() ? "  {" : ", ").append("0x");
      row.append(hex.substring(at, at + 2).toUpperCase());
    }
    return row + "},";
  }

  @Test
  void theTestBenchPassesAndNoticesAWrongDigit() throws Exception {
    assumeTrue(
        available("iverilog", "-V"),
        "Icarus Verilog (Debian: iverilog) is not installed, so the test bench is not run");
    for (WeightImage image :
        List.of(IMAGE, IMAGE.repacked(48, Packing.COMPRESSED), Images.random(3))) {
      TextExport.write(image, TextFormat.READMEMH, folder);
      int words = MemorySlice.of(image).stream().mapToInt(MemorySlice::words).sum();
      assertEquals("PASS: " + words + " words", simulate());
    }
    Path leaks = folder.resolve("layer1_leaks.hex");
    String text = Files.readString(leaks);
    Files.writeString(leaks, (text.charAt(0) == '0' ? '1' : '0') + text.substring(1));
    assertEquals("layer1_leaks: word 0, byte 0\nFAIL: 1 bytes differ", simulate());
  }

  @Test
  void theHeadersCompile() throws Exception {
    assumeTrue(available("cc", "--version"), "no C compiler, so the headers are not compiled");
    StringBuilder all = new StringBuilder();
    for (Path path : TextExport.write(IMAGE, TextFormat.C, folder)) {
      if (path.toString().endsWith(".h")) {
        all.append("#include \"").append(path.getFileName()).append("\"\n");
      }
    }
    Files.writeString(folder.resolve("all.c"), all);
    assertEquals("", run("cc", "-std=c99", "-Wall", "-Wno-unused", "-fsyntax-only", "all.c"));
  }

  private String simulate() throws Exception {
    assertEquals("", run("iverilog", "-g2005", "-Wall", "-o", "bench", "keyspike_testbench.v"));
    return run("vvp", "bench");
  }

  private static boolean available(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    }
  }

  /** What a command prints, without what Icarus says of where it stopped. */
  private String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines()
        .filter(line -> !line.contains("$finish called"))
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }
}
