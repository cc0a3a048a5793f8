// The features of the frame at hand: FrameInput of the simulator. A word holds those of a group of lanes, so that an
// encoder's group finds its own side by side; a write changes one feature.
//
// It is read like a block RAM, a cycle ahead: the encoder takes its groups in their order, one after the other, so the
// next word is known. Features that go straight into the network are all taken at once and are kept in registers.
`default_nettype none
module feature_memory #(
    parameter LANES = 1,
    parameter BANDS = 1,
    parameter DIRECT = 0
) (
    input  wire                 clk,
    input  wire                 write,
    input  wire [7:0]           index,
    input  wire [7:0]           feature,
    // verilator lint_off UNUSEDSIGNAL
    input  wire                 first,      // the next group is the first one; of groups alone
    input  wire                 taken,      // the group at hand is done with
    // verilator lint_on UNUSEDSIGNAL
    output wire [LANES*8-1:0]   group,      // the features of the group at hand, 0 beyond the bands
    output wire [BANDS*8-1:0]   all         // of a direct encoder
);
    generate
        if (DIRECT) begin : at_once
            reg [BANDS*8-1:0] frame;
            always @(posedge clk) if (write) frame[index*8 +: 8] <= feature;
            assign all = frame;
            assign group = {LANES*8{1'b0}};
        end else begin : by_groups
            localparam GROUPS = (BANDS + LANES - 1) / LANES;
            localparam DEPTH = GROUPS > 1 ? GROUPS : 2;
            localparam ADDRESS = $clog2(DEPTH);
            localparam [15:0] ACROSS = LANES;

            reg [LANES*8-1:0] words [0:DEPTH-1];
            reg [LANES*8-1:0] word;
            reg [ADDRESS-1:0] at;
            // verilator lint_off UNUSEDSIGNAL
            wire [15:0]       number = {8'd0, index} / ACROSS;  // as wide as it is computed
            // verilator lint_on UNUSEDSIGNAL
            wire [31:0]       place = {16'd0, {8'd0, index} % ACROSS};
            wire [ADDRESS-1:0] at_next = first ? {ADDRESS{1'b0}} : taken ? at + 1'b1 : at;
            integer g;

            // Lanes beyond the bands have 0 for ever.
            initial for (g = 0; g < DEPTH; g = g + 1) words[g] = {LANES*8{1'b0}};

            genvar i;
            for (i = 0; i < LANES; i = i + 1) begin : lane
                always @(posedge clk)
                    if (write && place == i) words[number[ADDRESS-1:0]][i*8 +: 8] <= feature;
            end
            always @(posedge clk) begin
                word <= words[at_next];
                at <= at_next;
            end
            assign group = word;
            assign all = {BANDS*8{1'b0}};
        end
    endgenerate
endmodule
`default_nettype wire
