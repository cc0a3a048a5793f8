// The weights of a weight word, one for each lane: WeightWord of the simulator.
//
// Dense, lane i has the bits from i * BITS on. Compressed, a bitmap of whole bytes says which lanes have a weight, and
// the j-th of these has the bits from j * BITS on behind it; the others have 0.
`default_nettype none
module weight_word #(
    parameter LANES = 1,
    parameter BITS = 4,
    parameter WIDTH = 4,
    parameter COMPRESSED = 0
) (
    input  wire [WIDTH-1:0]         word,
    // verilator lint_off UNUSEDSIGNAL
    input  wire                     compressed,     // where some matrix is
    // verilator lint_on UNUSEDSIGNAL
    output wire [LANES*BITS-1:0]    weights
);
    localparam BITMAP = 8 * ((LANES + 7) / 8);
    localparam ROOM = BITMAP + LANES * BITS;

    // Zeros beyond the end of a word.
    // verilator lint_off UNUSEDSIGNAL
    wire [ROOM+WIDTH-1:0] padded = {{ROOM{1'b0}}, word};
    // verilator lint_on UNUSEDSIGNAL

    generate
        if (COMPRESSED) begin : either
            reg [LANES*BITS-1:0] unpacked;
            reg [10:0] next;
            integer i;
            always @* begin
                next = 11'd0;
                for (i = 0; i < LANES; i = i + 1) begin
                    unpacked[i*BITS +: BITS] = padded[i] ? padded[BITMAP + next*BITS +: BITS] : {BITS{1'b0}};
                    if (padded[i]) next = next + 11'd1;
                end
            end
            assign weights = compressed ? unpacked : padded[0 +: LANES*BITS];
        end else begin : dense
            assign weights = padded[0 +: LANES*BITS];
        end
    endgenerate
endmodule
`default_nettype wire
