// The readout unit: ReadoutUnit of the simulator, an output in each lane.
//
//   accumulate   the sum of a hidden unit runs on from frame to frame
//   answer       logit = sum + bias
//   round        h' = min(255, (max(0, sum + bias) + 2^(r-1)) >> r), without the rounding where r = 0
`default_nettype none
module readout_unit #(
    parameter LANES = 1,
    parameter SUM_BITS = 32
) (
    input  wire                     accumulates,
    input  wire                     answers,
    input  wire                     rounds,
    input  wire [4:0]               hidden_shift,   // r
    input  wire [LANES*SUM_BITS-1:0] added,         // by the lanes
    input  wire [LANES*32-1:0]      sums,           // of the frames before
    input  wire [LANES*40-1:0]      parameters,     // a lane's 40 bits: b 24-39
    output reg  [LANES*32-1:0]      left,
    output reg  [LANES*32-1:0]      logits,
    output reg  [LANES*8-1:0]       rounded
);
    // Half a unit more, shifted by r, is what r - 1 leaves, one more, halved.
    wire [4:0] first_shift = hidden_shift == 5'd0 ? 5'd0 : hidden_shift - 5'd1;

    reg signed [SUM_BITS-1:0] narrow;
    reg signed [31:0] now;
    reg signed [31:0] sum;
    reg signed [31:0] bias;
    reg [31:0]        shifted;
    integer i;

    always @* begin
        left = {LANES*32{1'b0}};
        logits = {LANES*32{1'b0}};
        rounded = {LANES*8{1'b0}};
        narrow = 0; now = 0; sum = 0; bias = 0; shifted = 0;
        if (accumulates || answers || rounds)
            for (i = 0; i < LANES; i = i + 1) begin
                bias = {{16{parameters[i*40+39]}}, parameters[i*40+24 +: 16]};
                narrow = added[i*SUM_BITS +: SUM_BITS];
                // verilator lint_off WIDTH
                now = narrow;   // extended by its sign
                // verilator lint_on WIDTH
                if (accumulates) left[i*32 +: 32] = sums[i*32 +: 32] + now;
                if (answers) begin
                    sum = now + bias;
                    logits[i*32 +: 32] = sum;
                end
                if (rounds) begin
                    sum = sums[i*32 +: 32];
                    sum = sum + bias;
                    shifted = (sum < 0 ? 32'd0 : sum) >> first_shift;
                    if (hidden_shift != 5'd0)
                        shifted = shifted > 32'd510 ? 32'd256 : {24'd0, shifted[8:1]} + {31'd0, shifted[0]};
                    rounded[i*8 +: 8] = shifted > 32'd255 ? 8'd255 : shifted[7:0];
                end
            end
    end
endmodule
`default_nettype wire
