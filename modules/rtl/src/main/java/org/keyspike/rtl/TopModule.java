package org.keyspike.rtl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The generated text: the top module with the program's fields, and the test bench around it. */
final class TopModule {
  static final String NOTE = "// Made by Keyspike from an image and a machine. Do not edit.\n";

  /** Ports of {@code machine.v} that are those of the top module: direction, width, name. */
  private static final List<String[]> PORTS =
      List.of(
          port("input", "1", "clk"),
          port("input", "1", "rst"),
          port("output", "1", "ready"),
          port("input", "1", "feature_write"),
          port("input", "8", "feature_index"),
          port("input", "8", "feature"),
          port("input", "1", "start"),
          port("input", "1", "decide"),
          port("output", "1", "busy"),
          port("output", "1", "done"),
          port("output", "16", "out_first"),
          port("output", "16", "out_count"),
          port("output", "8", "out_layer"),
          port("output", "1", "out_step"),
          port("output", "1", "encoded_valid"),
          port("output", "4L", "encoded"),
          port("output", "1", "updated_valid"),
          port("output", "4L", "fired"),
          port("output", "16L", "potentials"),
          port("output", "16L", "adaptations"),
          port("output", "1", "rounded_valid"),
          port("output", "8L", "rounded"),
          port("output", "1", "logits_valid"),
          port("output", "32L", "logits"));

  /** Those through which the weights are written; a test bench has no use for them. */
  private static final List<String[]> LOADING =
      List.of(
          port("input", "1", "load_write"),
          port("input", "A", "load_address"),
          port("input", "W", "load_row"));

  private final VerilogMachine machine;
  private final String name;

  /**
   * Of a machine.
   *
   * @param name of the top module, and of its files
   */
  TopModule(VerilogMachine machine, String name) {
    this.machine = machine;
    this.name = name;
  }

  private static String[] port(String direction, String width, String name) {
    return new String[] {direction, width, name};
  }

  private int width(String[] port) {
    if (port[1].equals("A") || port[1].equals("W")) {
      return (int)
          machine.parameters().get(port[1].equals("A") ? "WEIGHT_ADDRESS" : "WEIGHT_WIDTH");
    }
    return port[1].endsWith("L")
        ? Integer.parseInt(port[1].substring(0, port[1].length() - 1))
            * machine.architecture().lanes()
        : Integer.parseInt(port[1]);
  }

  private static String range(int bits) {
    return bits == 1 ? "" : "[" + (bits - 1) + ":0] ";
  }

  /** The file of the top module. */
  String text(String folder) {
    ProgramText program = new ProgramText(machine.program().words());
    StringBuilder text = new StringBuilder(NOTE);
    text.append("`default_nettype none\nmodule ").append(name).append(" #(\n");
    text.append(
        "    // Empty: the weights come in by the ports load_.\n    parameter WEIGHT_CONTENT = ");
    text.append('"').append(folder).append("weight.hex\"\n) (\n");
    List<String> ports = new ArrayList<>();
    for (String[] port : all()) {
      ports.add("    " + port[0] + " wire " + range(width(port)) + port[2]);
    }
    text.append(String.join(",\n", ports)).append("\n);\n");
    int address = (int) machine.parameters().get("PROGRAM_ADDRESS");
    text.append("    wire ").append(range(address)).append("program_address;\n");
    int width = Math.max(1, program.width());
    text.append("    wire ").append(range(width)).append("instruction;\n");
    text.append("    program_memory #(.WIDTH(").append(width).append("), .DEPTH(");
    text.append(machine.program().words().size()).append("), .ADDRESS(").append(address);
    text.append("), .CONTENT(\"").append(folder).append("program.hex\")) program_memory (\n");
    text.append("        .clk(clk), .address(program_address), .word(instruction)\n    );\n\n");
    for (Field field : fields()) {
      text.append("    wire ")
          .append(range(field.bits(machine.parameters())))
          .append(field.key())
          .append(" = ");
      text.append(value(program, field, field.bits(machine.parameters()))).append(";\n");
    }
    text.append("\n    machine #(\n");
    List<String> parameters = new ArrayList<>();
    Map<String, Object> all = new LinkedHashMap<>(machine.parameters());
    for (String memory : List.of("SPIKE", "PARAMETER")) {
      all.put(memory + "_CONTENT", '"' + folder + memory.toLowerCase(Locale.ROOT) + ".hex\"");
    }
    all.put("WEIGHT_CONTENT", "WEIGHT_CONTENT");
    all.forEach((key, value) -> parameters.add("        ." + key + "(" + value + ")"));
    text.append(String.join(",\n", parameters)).append("\n    ) machine (\n");
    List<String> connections = new ArrayList<>();
    for (String[] port : all()) {
      connections.add("        ." + port[2] + "(" + port[2] + ")");
    }
    connections.add("        .program_address(program_address)");
    for (Field field : fields()) {
      connections.add("        ." + field.key() + "(" + field.key() + ")");
    }
    text.append(String.join(",\n", connections));
    return text.append("\n    );\nendmodule\n`default_nettype wire\n").toString();
  }

  private static List<String[]> all() {
    List<String[]> all = new ArrayList<>(PORTS);
    all.addAll(LOADING);
    return all;
  }

  private static List<Field> fields() {
    return Arrays.stream(Field.values()).filter(field -> !field.counted()).toList();
  }

  private static String value(ProgramText program, Field field, int width) {
    OptionalLong constant = program.constant(field);
    if (constant.isPresent()) {
      return width + "'d" + constant.getAsLong();
    }
    int from = program.from(field);
    int bits = program.bits(field);
    String slice =
        bits == 1
            ? "instruction[" + from + "]"
            : "instruction[" + (from + bits - 1) + ":" + from + "]";
    int zeros = width - bits;
    return zeros == 0 ? slice : "{" + zeros + "'d0, " + slice + "}";
  }

  /**
   * The file of the test bench.
   *
   * @param features numbers in its file
   * @param expected what it compares with
   */
  String bench(String folder, int features, ExpectedAnswers expected) {
    StringBuilder text = new StringBuilder(NOTE);
    text.append("`timescale 1ns / 1ns\n`default_nettype none\nmodule ").append(name);
    text.append("_testbench;\n");
    List<String> connections = new ArrayList<>();
    for (String[] port : PORTS) {
      text.append("    wire ").append(range(width(port))).append(port[2]).append(";\n");
      connections.add("        ." + port[2] + "(" + port[2] + ")");
    }
    String all = String.join(",\n", connections);
    text.append("\n    ").append(name).append(" dut (\n").append(all);
    for (String[] port : LOADING) {
      text.append(",\n        .")
          .append(port[2])
          .append("({")
          .append(width(port))
          .append("{1'b0}})");
    }
    text.append("\n    );\n");
    text.append("\n    comparer #(\n        .NAME(\"").append(name).append("\"),\n");
    text.append("        .LANES(").append(machine.architecture().lanes()).append("),\n");
    text.append("        .BANDS(").append(machine.bands()).append("),\n");
    text.append("        .ADAPTIVE(").append(machine.adaptive() ? 1 : 0).append("),\n");
    text.append("        .FEATURES(").append(features).append("),\n");
    text.append("        .EXPECTED(").append(expected.numbers()).append("),\n");
    text.append("        .MOST_CYCLES(").append(expected.mostCycles()).append("),\n");
    text.append("        .FEATURES_FILE(\"").append(folder).append("features.hex\"),\n");
    text.append("        .EXPECTED_FILE(\"").append(folder).append("expected.hex\")\n");
    text.append("    ) comparer (\n").append(all).append("\n    );\n\n");
    text.append(
        "    // +vcd=FILE leaves every signal of the machine, from frame +frame=N of all on.\n");
    text.append("    reg [8*512-1:0] vcd;\n    integer from;\n    initial begin\n");
    text.append("        if (!$value$plusargs(\"frame=%d\", from)) from = 0;\n");
    text.append("        if ($value$plusargs(\"vcd=%s\", vcd)) begin\n");
    text.append("            $dumpfile(vcd);\n            $dumpvars(0, dut);\n");
    text.append("            if (from > 0) begin\n                $dumpoff;\n");
    text.append("                wait (comparer.frames >= from);\n                $dumpon;\n");
    text.append("            end\n        end\n    end\n");
    return text.append("endmodule\n`default_nettype wire\n").toString();
  }
}
