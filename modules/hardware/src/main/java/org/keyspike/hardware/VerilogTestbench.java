package org.keyspike.hardware;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Verilog-2005 test bench that loads every memory with {@code $readmemh} and compares it, byte by
 * byte, with the image file beside it. It prints PASS and the number of words, or FAIL and where.
 */
final class VerilogTestbench {
  static final String NAME = "keyspike_testbench.v";

  private VerilogTestbench() {}

  static byte[] of(List<MemorySlice> slices) {
    StringBuilder text = new StringBuilder();
    text.append("// Made by Keyspike: loads the memories and checks them against the image.\n");
    text.append("// iverilog -g2005 -o testbench ").append(NAME).append(" && vvp testbench\n");
    text.append("`timescale 1ns / 1ns\nmodule keyspike_testbench;\n");
    text.append("  integer file, status, word, place, errors, words;\n");
    for (MemorySlice slice : slices) {
      text.append("  reg [").append(8 * slice.wordBytes() - 1).append(":0] ");
      text.append(slice.name()).append(" [0:").append(slice.words() - 1).append("];\n");
    }
    text.append("  initial begin\n    errors = 0;\n    words = 0;\n");
    text.append("    file = $fopen(\"").append(WeightImage.FILE_NAME).append("\", \"rb\");\n");
    text.append("    if (file == 0) begin\n");
    text.append("      $display(\"FAIL: no ").append(WeightImage.FILE_NAME).append("\");\n");
    text.append("      $finish;\n    end\n");
    slices.forEach(slice -> check(slice, text));
    text.append("    $fclose(file);\n");
    text.append("    if (errors == 0) $display(\"PASS: %0d words\", words);\n");
    text.append("    else $display(\"FAIL: %0d bytes differ\", errors);\n");
    text.append("    $finish;\n  end\nendmodule\n");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void check(MemorySlice slice, StringBuilder text) {
    String name = slice.name();
    text.append("    $readmemh(\"").append(name).append(".hex\", ").append(name).append(");\n");
    text.append("    status = $fseek(file, ").append(slice.offset()).append(", 0);\n");
    text.append("    for (word = 0; word < ").append(slice.words());
    text.append("; word = word + 1) begin\n      words = words + 1;\n");
    text.append("      for (place = 0; place < ").append(slice.wordBytes());
    text.append("; place = place + 1) begin\n        status = $fgetc(file);\n");
    // Not equal, unknown bits included: a file that is too short leaves some.
    text.append("        if (status[7:0] !== ")
        .append(name)
        .append("[word][8*place +: 8]) begin\n");
    text.append("          if (errors == 0) $display(\"").append(name);
    text.append(": word %0d, byte %0d\", word, place);\n          errors = errors + 1;\n");
    text.append("        end\n      end\n    end\n");
  }
}
