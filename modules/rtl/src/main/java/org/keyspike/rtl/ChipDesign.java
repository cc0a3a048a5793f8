package org.keyspike.rtl;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;

/**
 * An example design for a chip that one can buy, a Lattice iCE40UP5K: the machine behind a serial
 * line, its test bench, pins, and what makes a bit stream of it.
 */
final class ChipDesign {
  /** The folder that its files go into, below that of the machine. */
  static final String FOLDER = "ice40up5k/";

  /** The files that are the same for every machine. */
  private static final List<String> FILES =
      List.of(
          "uart_receiver.v",
          "uart_sender.v",
          "uart_shell.v",
          "uart_comparer.v",
          "ice40up5k.pcf",
          "Makefile");

  /** Of the single-ported memory that holds the weights. */
  private static final int ROW_BITS = 16;

  private static final int ROWS = 1 << 16;

  /** The number of logits is said in a byte, in which 256 would be none. */
  private static final int CLASSES = 255;

  /** Cycles of the machine in a bit: a million bits a second at 6 MHz. */
  private static final int DIVISOR = 6;

  private static final int BENCH_DIVISOR = 4;

  /** Cycles of the board in one of the machine. */
  private static final int CLOCKS = 2;

  private ChipDesign() {}

  /**
   * Whether memories of the chip can be those of a machine: one port, a cycle of latency, and
   * weights in rows of 16 bits, at most 65,536 of them.
   */
  static boolean fits(VerilogMachine machine) {
    Architecture architecture = machine.architecture();
    boolean simple =
        architecture.memories().values().stream()
            .allMatch(shape -> shape.ports() == 1 && shape.latency() == 1);
    MemoryShape weights = architecture.memories().get(Memory.WEIGHT);
    return simple
        && weights.widthBits() == ROW_BITS
        && machine.depth(Memory.WEIGHT) <= ROWS
        && machine.image().classes().size() <= CLASSES;
  }

  /**
   * Its files.
   *
   * @param clips of the test bench, of the machine's bands
   */
  static Map<String, String> texts(VerilogMachine machine, List<byte[]> clips) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : FILES) {
      texts.put(FOLDER + file, VerilogExport.unit(FOLDER + file));
    }
    ChipAnswers answers = ChipAnswers.of(machine, clips);
    texts.put(FOLDER + "answers.hex", answers.text());
    texts.put(FOLDER + "keyspike_chip.v", chip(machine));
    int features = clips.stream().mapToInt(clip -> clip.length).sum();
    texts.put(FOLDER + "keyspike_chip_testbench.v", bench(machine, features, answers));
    return texts;
  }

  private static String chip(VerilogMachine machine) {
    int lanes = machine.architecture().lanes();
    int address = (int) machine.parameters().get("WEIGHT_ADDRESS");
    return TopModule.NOTE
        + """
        // The machine behind a serial line: what a chip has outside. See uart_shell.v for what it says and hears.
        `default_nettype none
        module keyspike_chip #(
            parameter DIVISOR = %d           // cycles of the machine in a bit: a million bits a second at 6 MHz
        ) (
            input  wire board_clk,          // 12 MHz
            input  wire rx,
            output wire tx,
            output wire working
        );
            // The machine works at half the clock of the board, as a step of a neuron or an encoder is one cycle.
            reg clk = 1'b0;
            always @(posedge board_clk) clk <= !clk;

            wire rst;
            wire ready;
            wire feature_write;
            wire [7:0] feature_index;
            wire [7:0] feature;
            wire start;
            wire decide;
            wire done;
            wire [15:0] out_first;
            wire [15:0] out_count;
            wire logits_valid;
            wire [%d:0] logits;
            wire load_write;
            wire [%d:0] load_address;
            wire [%d:0] load_row;

            // verilator lint_off PINCONNECTEMPTY
            // What a test bench compares stays inside.
            keyspike #(.WEIGHT_CONTENT("")) keyspike (
                .clk(clk),
                .rst(rst),
                .ready(ready),
                .feature_write(feature_write),
                .feature_index(feature_index),
                .feature(feature),
                .start(start),
                .decide(decide),
                .busy(working),
                .done(done),
                .out_first(out_first),
                .out_count(out_count),
                .out_layer(),
                .out_step(),
                .encoded_valid(),
                .encoded(),
                .updated_valid(),
                .fired(),
                .potentials(),
                .adaptations(),
                .rounded_valid(),
                .rounded(),
                .logits_valid(logits_valid),
                .logits(logits),
                .load_write(load_write),
                .load_address(load_address),
                .load_row(load_row)
            );
            // verilator lint_on PINCONNECTEMPTY

            uart_shell #(
                .DIVISOR(DIVISOR), .LANES(%d), .BANDS(%d), .WEIGHT_ADDRESS(%d), .WEIGHT_WIDTH(%d)
            ) uart_shell (
                .clk(clk),
                .rx(rx),
                .tx(tx),
                .rst(rst),
                .ready(ready),
                .feature_write(feature_write),
                .feature_index(feature_index),
                .feature(feature),
                .start(start),
                .decide(decide),
                .done(done),
                .out_first(out_first),
                .out_count(out_count),
                .logits_valid(logits_valid),
                .logits(logits),
                .load_write(load_write),
                .load_address(load_address),
                .load_row(load_row)
            );
        endmodule
        `default_nettype wire
        """
            .formatted(
                DIVISOR,
                lanes * Integer.SIZE - 1,
                address - 1,
                ROW_BITS - 1,
                lanes,
                machine.bands(),
                address,
                ROW_BITS);
  }

  private static String bench(VerilogMachine machine, int features, ChipAnswers answers) {
    return TopModule.NOTE
        + """
        `timescale 1ns / 1ns
        `default_nettype none
        module keyspike_chip_testbench;
            wire clk;
            wire rx;
            wire tx;
            wire working;

            keyspike_chip #(.DIVISOR(%d)) dut (.board_clk(clk), .rx(rx), .tx(tx), .working(working));

            uart_comparer #(
                .DIVISOR(%d), .BANDS(%d), .WEIGHT_WIDTH(%d), .ROWS(%d), .FEATURES(%d), .ANSWERS(%d),
                .WEIGHT_FILE("weight.hex"), .FEATURES_FILE("features.hex"), .ANSWERS_FILE("%sanswers.hex")
            ) comparer (.clk(clk), .rx(rx), .tx(tx));
        endmodule
        `default_nettype wire
        """
            .formatted(
                BENCH_DIVISOR,
                BENCH_DIVISOR * CLOCKS,
                machine.bands(),
                ROW_BITS,
                machine.depth(Memory.WEIGHT),
                features,
                answers.numbers(),
                FOLDER);
  }
}
