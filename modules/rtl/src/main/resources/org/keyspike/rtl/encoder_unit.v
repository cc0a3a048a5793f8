// The encoder unit: EncoderUnit of the simulator, a band in each lane.
//
//   coarse   e1 = x - xhat;         s1+ = (e1 >= delta1), s1- = (-e1 >= delta1);  xhat += delta1 (s1+ - s1-)
//   fine     e2 = x - xhat - rhat;  s2+- likewise with delta2;                    rhat += delta2 (s2+ - s2-)
//
// What is left of the error behind a phase is one of the two differences that it compares, or the error itself, and the
// new estimate is what the feature is beyond it.
//
// The fine phase is missing in a step-forward encoder, whose words hold xhat alone.
`default_nettype none
module encoder_unit #(
    parameter LANES = 1,
    parameter BITS = 32                             // of a lane: 32 residual, 16 step-forward
) (
    input  wire                     works,
    input  wire [LANES*8-1:0]       features,
    input  wire [LANES*40-1:0]      parameters,     // a lane's 40 bits: delta1 0-15, delta2 16-31
    input  wire [LANES*BITS-1:0]    estimates,      // a lane's bits: xhat 0-15, rhat 16-31
    output reg  [LANES*BITS-1:0]    left,
    output reg  [LANES*4-1:0]       fired           // of each lane coarse+, coarse-, fine+, fine-
);
    reg signed [18:0] x;
    reg signed [18:0] estimate;
    reg signed [18:0] residual;
    reg signed [18:0] coarse;
    reg signed [18:0] fine;
    reg signed [18:0] error;
    reg signed [18:0] above;        // e - delta
    reg signed [18:0] below;        // e + delta
    reg signed [18:0] rest;
    // verilator lint_off UNUSEDSIGNAL
    reg signed [18:0] now;          // an estimate has 16 bits
    // verilator lint_on UNUSEDSIGNAL
    reg up;
    reg down;
    integer i;

    always @* begin
        left = {LANES*BITS{1'b0}};
        fired = {LANES*4{1'b0}};
        x = 0; estimate = 0; residual = 0; coarse = 0; fine = 0; error = 0; up = 0;
        above = 0; below = 0; rest = 0; now = 0; down = 0;
        if (works)
            for (i = 0; i < LANES; i = i + 1) begin
                x = {11'd0, features[i*8 +: 8]};
                estimate = {{3{estimates[i*BITS+15]}}, estimates[i*BITS +: 16]};
                coarse = {{3{parameters[i*40+15]}}, parameters[i*40 +: 16]};
                error = x - estimate;
                above = error - coarse;
                below = error + coarse;
                up = above >= 0;
                down = below <= 0;
                rest = up == down ? error : up ? above : below;
                now = x - rest;
                left[i*BITS +: 16] = now[15:0];
                fired[i*4 +: 2] = {down, up};
                if (BITS == 32) begin
                    residual = {{3{estimates[i*BITS+BITS-1]}}, estimates[i*BITS+BITS-16 +: 16]};
                    fine = {{3{parameters[i*40+31]}}, parameters[i*40+16 +: 16]};
                    error = rest - residual;
                    above = error - fine;
                    below = error + fine;
                    up = above >= 0;
                    down = below <= 0;
                    now = rest - (up == down ? error : up ? above : below);
                    left[i*BITS+BITS-16 +: 16] = now[15:0];
                    fired[i*4+2 +: 2] = {down, up};
                end
            end
    end
endmodule
`default_nettype wire
