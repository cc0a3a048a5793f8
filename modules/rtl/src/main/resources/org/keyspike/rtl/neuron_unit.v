// The neuron unit: NeuronUnit and AdaptationUnit of the simulator, the equations of org.keyspike.integer, in each lane.
//
//   w = sat16(((q_rho w + q_a v + 128) >> 8) + gamma s''),    adaptive only, worked out after the reset
//   u = sat(((q v + 128) >> 8) + I + b - w)
//   spikes      s = (u >= theta);  v = u - theta s
//   powers      s = 2^(K-1-k), k the least of 0..K-1 with u >= (theta >> k), stored as K - k;  v = u - (theta >> k)
//   graded      s = min(2^A - 1, u >> p) where u >= theta, else 0;  v = u
//
// A lane has one multiplier: q v in the first cycle of a step, with adaptation q_rho w and q_a v in the second and third.
// Nothing switches while no update works.
`default_nettype none
module neuron_unit #(
    parameter LANES = 1,
    parameter LANE_BITS = 16,
    parameter MEMBRANE_BITS = 16,
    parameter SUM_BITS = 32,
    parameter ADAPTIVE = 0,
    parameter POWERS = 0,
    parameter GRADED = 0
) (
    input  wire                         clk,
    input  wire                         works,
    input  wire                         compute,        // the first cycle of a step
    input  wire [1:0]                   cycle,          // of the step
    input  wire                         first_step,     // v and w are those that were fetched
    input  wire                         adaptive,
    input  wire [1:0]                   code,           // 0 spikes, 1 powers of two, 2 graded
    input  wire [2:0]                   levels,         // K
    input  wire [3:0]                   largest,        // 2^A - 1
    input  wire [3:0]                   right_shift,    // p
    // A lane's 40 bits: q 0-7, theta 8-23, b 24-39; then, of all lanes, q_rho 0-7, q_a 8-15, gamma 16-31.
    input  wire [2*LANES*40-1:0]        parameters,
    input  wire [2*LANES*LANE_BITS-1:0] membranes,      // v of all lanes, then w
    input  wire [LANES*SUM_BITS-1:0]    currents,
    output reg  [LANES*16-1:0]          potentials,     // u
    output reg  [LANES*4-1:0]           fired,
    output reg  [LANES*16-1:0]          adaptations,    // w that was used
    output wire [2*LANES*LANE_BITS-1:0] left            // v and w to write back
);
    localparam signed [31:0] LARGEST = (1 << (MEMBRANE_BITS - 1)) - 1;
    // Bits of a potential before it saturates; beyond 32 it runs over, as in the simulator.
    localparam TERM_BITS = SUM_BITS > 17 ? SUM_BITS : 17;
    localparam WHOLE_BITS = TERM_BITS + 3 < 32 ? TERM_BITS + 3 : 32;

    // What a step leaves to the next: v behind the reset and, adaptive, w; q_rho w; whether there was a spike.
    reg [LANES*LANE_BITS-1:0]   v_kept;
    reg [LANES*LANE_BITS-1:0]   w_kept;
    reg [LANES*25-1:0]          leaked_kept;
    reg [LANES-1:0]             spiked_kept;

    reg [LANES*LANE_BITS-1:0]   v_next;
    reg [LANES*LANE_BITS-1:0]   w_next;
    reg [LANES*25-1:0]          leaked_next;
    reg [LANES-1:0]             spiked_next;

    wire [LANES*LANE_BITS-1:0]  v_now = first_step ? membranes[0 +: LANES*LANE_BITS] : v_kept;
    wire [LANES*LANE_BITS-1:0]  w_now = first_step ? membranes[LANES*LANE_BITS +: LANES*LANE_BITS] : w_kept;

    reg signed [15:0]           v;
    reg signed [15:0]           w;
    reg [7:0]                   leak;
    reg signed [15:0]           threshold;
    reg signed [31:0]           bias;
    reg signed [31:0]           jump;
    reg signed [8:0]            factor;
    reg signed [15:0]           other;
    reg signed [24:0]           product;
    reg signed [24:0]           leaked_w;
    reg signed [SUM_BITS-1:0]   sum;
    reg signed [WHOLE_BITS-1:0] added;      // to q v
    // verilator lint_off UNUSEDSIGNAL
    reg signed [WHOLE_BITS+7:0] exact;      // 2^8 u
    // verilator lint_on UNUSEDSIGNAL
    reg signed [WHOLE_BITS-1:0] potential;
    reg                         fits;
    reg signed [16:0]           beyond;     // of the threshold
    reg signed [15:0]           after;      // v behind the reset
    reg signed [31:0]           whole;
    reg signed [15:0]           u;
    reg signed [15:0]           taken;
    reg signed [15:0]           shifted;
    reg [3:0]                   fires;
    reg                         reaches;
    integer i;
    integer k;

    always @* begin
        potentials = {LANES*16{1'b0}};
        fired = {LANES*4{1'b0}};
        adaptations = {LANES*16{1'b0}};
        v_next = v_kept;
        w_next = w_kept;
        leaked_next = leaked_kept;
        spiked_next = spiked_kept;
        v = 0; w = 0; leak = 0; threshold = 0; bias = 0; jump = 0; factor = 0; other = 0; product = 0;
        leaked_w = 0; sum = 0; added = 0; exact = 0; potential = 0; fits = 0; beyond = 0;
        after = 0; whole = 0; u = 0; taken = 0; shifted = 0; fires = 0; reaches = 0;
        if (compute || (ADAPTIVE && works && adaptive && cycle != 2'd3)) begin
            for (i = 0; i < LANES; i = i + 1) begin
                v[15:16-LANE_BITS] =
                    cycle == 2'd0 ? v_now[i*LANE_BITS +: LANE_BITS] : v_kept[i*LANE_BITS +: LANE_BITS];
                v = v >>> (16 - LANE_BITS);
                w = ADAPTIVE && adaptive ? w_now[i*LANE_BITS +: 16] : 16'd0;
                // The multiplier.
                leak = ADAPTIVE && cycle == 2'd1 ? parameters[(LANES+i)*40 +: 8] : parameters[i*40 +: 8];
                factor = {1'b0, leak};
                other = v;
                if (ADAPTIVE && cycle == 2'd1) other = w;
                if (ADAPTIVE && cycle == 2'd2) factor = {parameters[(LANES+i)*40+15], parameters[(LANES+i)*40+8 +: 8]};
                product = factor * other;

                // The first cycle: u, what is fired, v behind the reset.
                threshold = parameters[i*40+8 +: 16];
                bias = {{16{parameters[i*40+39]}}, parameters[i*40+24 +: 16]};
                sum = currents[i*SUM_BITS +: SUM_BITS];
                // verilator lint_off WIDTH
                // Signed numbers of different widths: each is extended by its sign.
                added = sum + bias - w;
                // What is added beside q v is whole, so half a unit fits below it.
                exact = product + $signed({added, 8'd128});
                potential = exact[WHOLE_BITS+7:8];
                fits = potential[WHOLE_BITS-1:MEMBRANE_BITS-1] == {WHOLE_BITS-MEMBRANE_BITS+1{potential[WHOLE_BITS-1]}};
                u = fits ? potential[15:0] : potential < 0 ? ~LARGEST[15:0] : LARGEST[15:0];
                beyond = u - threshold;
                // verilator lint_on WIDTH
                reaches = beyond >= 0;
                fires = {3'd0, reaches};
                after = reaches ? beyond[15:0] : u;
                if (POWERS && code == 2'd1) begin
                    fires = 4'd0;
                    taken = 16'sd0;
                    for (k = 3; k >= 0; k = k - 1) begin
                        shifted = threshold >>> k;
                        if (k < {29'd0, levels} && u >= shifted) begin
                            fires = {1'b0, levels} - k[3:0];
                            taken = shifted;
                        end
                    end
                    after = u - taken;
                end
                if (GRADED && code == 2'd2) begin
                    after = u;
                    shifted = u >>> right_shift;
                    fires = !reaches || u < 0 ? 4'd0 : shifted > $signed({12'd0, largest}) ? largest : shifted[3:0];
                end
                if (compute) begin
                    potentials[i*16 +: 16] = u;
                    fired[i*4 +: 4] = fires;
                    adaptations[i*16 +: 16] = w;
                    v_next[i*LANE_BITS +: LANE_BITS] = after[LANE_BITS-1:0];
                    spiked_next[i] = reaches;
                end

                // The second and the third cycle: w of the coming step.
                if (ADAPTIVE && cycle == 2'd1) leaked_next[i*25 +: 25] = product;
                if (ADAPTIVE && cycle == 2'd2) begin
                    leaked_w = leaked_kept[i*25 +: 25];
                    jump = {{16{parameters[(LANES+i)*40+31]}}, parameters[(LANES+i)*40+16 +: 16]};
                    whole = {{7{leaked_w[24]}}, leaked_w} + {{7{product[24]}}, product} + 32'sd128;
                    whole = (whole >>> 8) + (spiked_kept[i] ? jump : 32'sd0);
                    w = whole > 32'sd32767 ? 16'sd32767 : whole < -32'sd32768 ? -16'sd32768 : whole[15:0];
                    w_next[i*LANE_BITS +: LANE_BITS] = w[LANE_BITS-1:0];
                end
            end
        end
    end

    assign left = {w_next, v_next};

    always @(posedge clk) begin
        if (compute) begin
            v_kept <= v_next;
            spiked_kept <= spiked_next;
        end
        if (ADAPTIVE && works && cycle == 2'd1) leaked_kept <= leaked_next;
        if (ADAPTIVE && works && cycle == 2'd2) w_kept <= w_next;
    end
endmodule
`default_nettype wire
