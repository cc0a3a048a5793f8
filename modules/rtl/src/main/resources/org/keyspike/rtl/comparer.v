// The test bench's driver: it feeds clips and compares everything that comes out, and the cycles of every frame, with
// what the simulator says (expected.hex). It prints PASS and what was compared, or the first number that differs and
// where it is. Layers are counted from 0, as in an image.
`timescale 1ns / 1ns
`default_nettype none
module comparer #(
    parameter NAME = "keyspike",
    parameter LANES = 1,
    parameter BANDS = 1,
    parameter ADAPTIVE = 0,
    parameter FEATURES = 1,
    parameter EXPECTED = 1,
    parameter MOST_CYCLES = 1,      // of a frame; one that takes twice as many does not end
    parameter FEATURES_FILE = "features.hex",
    parameter EXPECTED_FILE = "expected.hex"
) (
    output reg                  clk,
    output reg                  rst,
    input  wire                 ready,
    output reg                  feature_write,
    output reg  [7:0]           feature_index,
    output reg  [7:0]           feature,
    output reg                  start,
    output reg                  decide,
    input  wire                 busy,
    input  wire                 done,
    input  wire [15:0]          out_first,
    input  wire [15:0]          out_count,
    input  wire [7:0]           out_layer,
    input  wire                 out_step,
    input  wire                 encoded_valid,
    input  wire [LANES*4-1:0]   encoded,
    input  wire                 updated_valid,
    input  wire [LANES*4-1:0]   fired,
    input  wire [LANES*16-1:0]  potentials,
    input  wire [LANES*16-1:0]  adaptations,
    input  wire                 rounded_valid,
    input  wire [LANES*8-1:0]   rounded,
    input  wire                 logits_valid,
    input  wire [LANES*32-1:0]  logits
);
    reg [7:0]  features [0:FEATURES-1];
    reg [31:0] expected [0:EXPECTED-1];

    integer at;             // the next number that is expected
    integer fed;            // features so far
    integer frames;         // begun
    integer frame;          // of the clip, from 0
    integer clip;
    integer cycles;         // of the frame, so far
    reg     running;
    reg     failed;
    reg [31:0] header;
    integer b;
    integer i;

    // The clock stands still when all is said.
    always begin
        wait (running);
        #5 clk = ~clk;
    end

    // The number is at a lane of a signal of the machine, with so many bits a lane; none of the cycles.
    task differs(
        input [8*12-1:0] what, input [8*12-1:0] signal, input integer lane, input integer bits,
        input integer found, input integer wanted
    );
        begin
            if (!failed) begin
                $display(
                    "FAIL %0s: %0s of clip %0d, frame %0d, layer %0d, step %0d, place %0d, cycle %0d: found %0d, expected %0d",
                    NAME, what, clip, frame, out_layer, out_step, bits == 0 ? 0 : out_first + lane, cycles, found, wanted);
                // The clock has just risen: what was compared stood there until now.
                if (bits == 0)
                    $display("FAIL %0s: see signal %0s_testbench.dut.machine.%0s at %0d, with +vcd=FILE +frame=%0d",
                        NAME, NAME, signal, $time - 1, frames > 0 ? frames - 1 : 0);
                else
                    $display("FAIL %0s: see signal %0s_testbench.dut.machine.%0s[%0d:%0d] at %0d, with +vcd=FILE +frame=%0d",
                        NAME, NAME, signal, lane*bits + bits - 1, lane*bits, $time - 1, frames > 0 ? frames - 1 : 0);
            end
            failed = 1'b1;
        end
    endtask

    // What comes out in this cycle.
    always @(posedge clk) begin
        if (busy) cycles = cycles + 1;
        if (encoded_valid)
            for (i = 0; i < out_count; i = i + 1) begin
                if (encoded[i*4 +: 4] !== expected[at][3:0])
                    differs("encoder", "encoded", i, 4, encoded[i*4 +: 4], expected[at]);
                at = at + 1;
            end
        if (updated_valid)
            for (i = 0; i < out_count; i = i + 1) begin
                if (potentials[i*16 +: 16] !== expected[at][15:0])
                    differs("potential", "potentials", i, 16,
                        $signed(potentials[i*16 +: 16]), $signed(expected[at][15:0]));
                if (fired[i*4 +: 4] !== expected[at][31:28])
                    differs("output", "fired", i, 4, fired[i*4 +: 4], expected[at][31:28]);
                at = at + 1;
                if (ADAPTIVE) begin
                    if (adaptations[i*16 +: 16] !== expected[at][15:0])
                        differs("adaptation", "adaptations", i, 16,
                            $signed(adaptations[i*16 +: 16]), $signed(expected[at][15:0]));
                    at = at + 1;
                end
            end
        if (rounded_valid)
            for (i = 0; i < out_count; i = i + 1) begin
                if (rounded[i*8 +: 8] !== expected[at][7:0])
                    differs("hidden", "rounded", i, 8, rounded[i*8 +: 8], expected[at]);
                at = at + 1;
            end
        if (logits_valid)
            for (i = 0; i < out_count; i = i + 1) begin
                if (logits[i*32 +: 32] !== expected[at])
                    differs("logit", "logits", i, 32, $signed(logits[i*32 +: 32]), $signed(expected[at]));
                at = at + 1;
            end
    end

    initial begin
        $readmemh(FEATURES_FILE, features);
        $readmemh(EXPECTED_FILE, expected);
        clk = 1'b0;
        rst = 1'b1;
        feature_write = 1'b0;
        feature_index = 8'd0;
        feature = 8'd0;
        start = 1'b0;
        decide = 1'b0;
        at = 0;
        fed = 0;
        frames = 0;
        frame = 0;
        clip = -1;
        cycles = 0;
        running = 1'b1;
        failed = 1'b0;
        while (!failed && expected[at] !== 32'hFFFFFFFF) begin
            header = expected[at];
            at = at + 1;
            frame = frame + 1;
            if (header[1]) begin
                frame = 0;
                clip = clip + 1;
                rst <= 1'b1;
                @(posedge clk);
                @(posedge clk);
                rst <= 1'b0;
                @(posedge clk);
            end
            while (!ready) @(posedge clk);
            feature_write <= 1'b1;
            for (b = 0; b < BANDS; b = b + 1) begin
                feature_index <= b;
                feature <= features[fed];
                fed = fed + 1;
                @(posedge clk);
            end
            feature_write <= 1'b0;
            start <= 1'b1;
            decide <= header[0];
            cycles = 0;
            @(posedge clk);
            start <= 1'b0;
            @(posedge clk);
            while (!done && cycles < 2 * MOST_CYCLES) @(posedge clk);
            if (cycles !== expected[at]) differs("cycles", "busy", 0, 0, cycles, expected[at]);
            at = at + 1;
            frames = frames + 1;
        end
        if (!failed) $display("PASS %0s: %0d clips, %0d frames, %0d numbers", NAME, clip + 1, frames, at - 2 * frames);
        running = 1'b0;
    end
endmodule
`default_nettype wire
