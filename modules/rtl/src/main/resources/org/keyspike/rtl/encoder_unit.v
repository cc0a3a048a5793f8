// The encoder unit: EncoderUnit of the simulator, a band in each lane.
//
//   coarse   e1 = x - xhat;         s1+ = (e1 >= delta1), s1- = (-e1 >= delta1);  xhat += delta1 (s1+ - s1-)
//   fine     e2 = x - xhat - rhat;  s2+- likewise with delta2;                    rhat += delta2 (s2+ - s2-)
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
    reg signed [17:0] x;
    reg signed [17:0] estimate;
    reg signed [17:0] residual;
    reg signed [17:0] coarse;
    reg signed [17:0] fine;
    reg signed [17:0] error;
    reg up;
    reg down;
    integer i;

    always @* begin
        left = {LANES*BITS{1'b0}};
        fired = {LANES*4{1'b0}};
        x = 0; estimate = 0; residual = 0; coarse = 0; fine = 0; error = 0; up = 0; down = 0;
        if (works)
            for (i = 0; i < LANES; i = i + 1) begin
                x = {10'd0, features[i*8 +: 8]};
                estimate = {{2{estimates[i*BITS+15]}}, estimates[i*BITS +: 16]};
                coarse = {{2{parameters[i*40+15]}}, parameters[i*40 +: 16]};
                error = x - estimate;
                up = error >= coarse;
                down = -error >= coarse;
                estimate = estimate + (up ? coarse : 18'sd0) - (down ? coarse : 18'sd0);
                left[i*BITS +: 16] = estimate[15:0];
                fired[i*4 +: 2] = {down, up};
                if (BITS == 32) begin
                    residual = {{2{estimates[i*BITS+BITS-1]}}, estimates[i*BITS+BITS-16 +: 16]};
                    fine = {{2{parameters[i*40+31]}}, parameters[i*40+16 +: 16]};
                    error = x - estimate - residual;
                    up = error >= fine;
                    down = -error >= fine;
                    residual = residual + (up ? fine : 18'sd0) - (down ? fine : 18'sd0);
                    left[i*BITS+BITS-16 +: 16] = residual[15:0];
                    fired[i*4+2 +: 2] = {down, up};
                end
            end
    end
endmodule
`default_nettype wire
