// The test bench's driver at the serial line of a chip: it loads the weights, feeds clips and compares the answers with
// what the simulator says (answers.hex). It prints PASS and what was compared, or the first byte that differs.
`timescale 1ns / 1ns
`default_nettype none
module uart_comparer #(
    parameter DIVISOR = 4,
    parameter BANDS = 1,
    parameter WEIGHT_WIDTH = 16,
    parameter ROWS = 1,
    parameter FEATURES = 1,
    parameter ANSWERS = 1,
    parameter WEIGHT_FILE = "weight.hex",
    parameter FEATURES_FILE = "features.hex",
    parameter ANSWERS_FILE = "answers.hex"
) (
    output reg  clk,
    output reg  rx,
    input  wire tx
);
    reg [WEIGHT_WIDTH-1:0]  rows [0:ROWS-1];
    reg [7:0]               features [0:FEATURES-1];
    reg [31:0]              answers [0:ANSWERS-1];

    reg         rst;
    wire        received;
    wire [7:0]  data;
    uart_receiver #(.DIVISOR(DIVISOR)) receiver (
        .clk(clk), .rst(rst), .rx(tx), .received(received), .data(data)
    );

    reg [7:0]   bytes [0:1023];     // that came
    integer     came;
    integer     taken;
    always @(posedge clk)
        if (received) begin
            bytes[came % 1024] = data;
            came = came + 1;
        end

    integer frames;
    integer decisions;
    integer fed;
    integer at;
    integer b;
    integer i;
    integer k;
    integer waited;
    reg     running;
    reg     failed;
    reg [31:0] header;

    always begin
        wait (running);
        #5 clk = ~clk;
    end

    task say(input [7:0] value);
        begin
            for (b = 0; b < 10; b = b + 1) begin
                rx <= b == 0 ? 1'b0 : b == 9 ? 1'b1 : value[b - 1];
                repeat (DIVISOR) @(posedge clk);
            end
        end
    endtask

    task hear(input [8*8-1:0] what, input [7:0] wanted);
        begin
            waited = 0;
            while (came == taken && waited < 1000000) begin
                @(posedge clk);
                waited = waited + 1;
            end
            if (!failed && came == taken) begin
                $display("FAIL chip: no %0s of frame %0d comes", what, frames);
                failed = 1'b1;
            end else if (!failed && bytes[taken % 1024] !== wanted) begin
                $display("FAIL chip: %0s of frame %0d: found %0d, expected %0d", what, frames, bytes[taken % 1024], wanted);
                failed = 1'b1;
            end
            taken = taken + 1;
        end
    endtask

    initial begin
        $readmemh(WEIGHT_FILE, rows);
        $readmemh(FEATURES_FILE, features);
        $readmemh(ANSWERS_FILE, answers);
        clk = 1'b0;
        rx = 1'b1;
        rst = 1'b1;
        came = 0;
        taken = 0;
        frames = 0;
        decisions = 0;
        fed = 0;
        at = 0;
        running = 1'b1;
        failed = 1'b0;
        repeat (4) @(posedge clk);
        rst <= 1'b0;
        repeat (1000) @(posedge clk);    // until it is awake

        say("W");
        say(8'd0);
        say(8'd0);
        say(ROWS % 256);
        say(ROWS / 256);
        for (i = 0; i < ROWS; i = i + 1)
            for (k = 0; k < WEIGHT_WIDTH; k = k + 8) say(rows[i] >> k);
        hear("W", "W");

        while (!failed && answers[at] !== 32'hFFFFFFFF) begin
            header = answers[at];
            at = at + 1;
            if (header[1]) begin
                say("R");
                hear("R", "R");
            end
            say(header[0] ? "D" : "F");
            for (i = 0; i < BANDS; i = i + 1) begin
                say(features[fed]);
                fed = fed + 1;
            end
            header = answers[at];
            at = at + 1;
            hear("number", header[7:0]);
            if (header != 32'd0) begin
                hear("class", answers[at]);
                at = at + 1;
                for (i = 0; i < header; i = i + 1) begin
                    for (k = 0; k < 32; k = k + 8) hear("logit", answers[at] >> k);
                    at = at + 1;
                end
                decisions = decisions + 1;
            end
            frames = frames + 1;
        end
        if (!failed) $display("PASS chip: %0d rows, %0d frames, %0d decisions, %0d bytes", ROWS, frames, decisions, taken);
        running = 1'b0;
    end
endmodule
`default_nettype wire
