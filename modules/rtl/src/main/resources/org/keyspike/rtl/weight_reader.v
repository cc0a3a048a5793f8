// The reads of weight words: the part of the zero-skip unit of the simulator that asks for them (ZeroSkipUnit.broadcast),
// and the words on their way (Lanes.expect).
//
// The word of an input and a group has number input * groups + group in its matrix. A row of the memory holds as many
// words as fit, or a word takes several rows, and then several accesses. A word is done with when all of it has been
// asked for; it is added when the memory has it.
`default_nettype none
module weight_reader #(
    parameter LANES = 1,
    parameter WEIGHT_BITS = 4,
    parameter WIDTH = 4,        // of a row
    parameter ADDRESS = 1,
    parameter PORTS = 1,
    parameter LATENCY = 0,
    parameter ACCESSES = 1,     // most accesses of a word
    parameter NUMBER_BITS = 1,  // of the largest number of a word in its matrix
    parameter INVERSE_SHIFT = 1,
    parameter COMPRESSED = 0
) (
    input  wire                             clk,
    // verilator lint_off UNUSEDSIGNAL
    input  wire                             rst,            // with latency 0 nothing is on its way
    // verilator lint_on UNUSEDSIGNAL
    // The matrix.
    input  wire [23:0]                      row,            // its first row
    input  wire [15:0]                      groups,
    input  wire [15:0]                      group,
    input  wire [32:0]                      words_inverse,  // 2^INVERSE_SHIFT / words in a row, rounded up
    input  wire [11:0]                      words_in_row,
    input  wire [15:0]                      word_bits,
    input  wire [11:0]                      accesses,
    input  wire                             compressed,
    // The broadcast.
    input  wire                             begins,         // first cycle of a scan
    input  wire                             broadcast,
    input  wire [15:0]                      input_index,
    input  wire [1:0]                       input_steps,
    input  wire [4:0]                       first_shift,
    input  wire [4:0]                       second_shift,
    input  wire                             merge,
    output wire                             accepted,       // all of the word has been asked for
    // To the lanes.
    output wire                             add,
    output wire [LANES*WEIGHT_BITS-1:0]     weights,
    output wire [1:0]                       add_steps,
    output wire [4:0]                       add_first_shift,
    output wire [4:0]                       add_second_shift,
    output wire                             add_merge,
    output wire                             idle,           // no word is on its way
    // The memory.
    output reg  [PORTS*ADDRESS-1:0]         port_address,
    // verilator lint_off UNUSEDSIGNAL
    input  wire [PORTS*WIDTH-1:0]           port_word       // of the ports that read
    // verilator lint_on UNUSEDSIGNAL
);
    localparam USED = PORTS < ACCESSES ? PORTS : ACCESSES;
    localparam WIDE = ACCESSES * WIDTH;

    reg  [11:0] part_before;
    wire [11:0] part = begins ? 12'd0 : part_before;
    assign accepted = broadcast && {1'b0, part} + PORTS >= {1'b0, accesses};
    always @(posedge clk) part_before <= !broadcast || accepted ? 12'd0 : part + PORTS;

    // The bits that count of what is computed.
    // verilator lint_off UNUSEDSIGNAL
    wire [31:0] whole_number = {16'd0, input_index} * {16'd0, groups} + {16'd0, group};
    wire [31:0] number = {{32-NUMBER_BITS{1'b0}}, whole_number[NUMBER_BITS-1:0]};
    wire [64:0] quotient = {33'd0, number} * {32'd0, words_inverse};
    wire [31:0] first_row = {{32-NUMBER_BITS{1'b0}}, quotient[INVERSE_SHIFT +: NUMBER_BITS]};
    wire [31:0] place = number - first_row * {20'd0, words_in_row};
    wire [31:0] from = place * {16'd0, word_bits};
    wire [31:0] at = {8'd0, row} + first_row * {20'd0, accesses} + {20'd0, part};
    // verilator lint_on UNUSEDSIGNAL

    integer p;
    always @* begin
        port_address = {PORTS*ADDRESS{1'b0}};
        for (p = 0; p < USED; p = p + 1)
            if (broadcast && {20'd0, part} + p < {20'd0, accesses})
                port_address[p*ADDRESS +: ADDRESS] = at[ADDRESS-1:0] + p[ADDRESS-1:0];
    end

    // On its way with a word: which part it is, whether it is the last one, and what is done with it.
    localparam TAG = 1 + 1 + 12 + 20 + 1 + 2 + 5 + 5 + 1;   // a row has up to 2^20 bits
    wire [TAG-1:0] asked = {
        broadcast, accepted, part, from[19:0], compressed, input_steps, first_shift, second_shift, merge
    };
    wire [TAG-1:0] came;

    generate
        if (LATENCY == 0) begin : at_once
            assign came = asked;
            assign idle = 1'b1;
        end else begin : later
            reg [LATENCY*TAG-1:0] way;
            wire [LATENCY-1:0] busy;
            if (LATENCY == 1) begin : by_one
                always @(posedge clk) way <= rst ? {TAG{1'b0}} : asked;
            end else begin : by_more
                always @(posedge clk)
                    way <= rst ? {LATENCY*TAG{1'b0}} : {way[(LATENCY-1)*TAG-1:0], asked};
            end
            assign came = way[(LATENCY-1)*TAG +: TAG];
            genvar s;
            for (s = 0; s < LATENCY; s = s + 1) begin : stage
                // A part that is not the last one is followed by another.
                assign busy[s] = way[s*TAG + TAG-2];
            end
            assign idle = busy == {LATENCY{1'b0}};
        end
    endgenerate

    wire        comes;
    wire        last;
    // verilator lint_off UNUSEDSIGNAL
    wire [11:0] came_part;  // of words that take several
    // verilator lint_on UNUSEDSIGNAL
    wire [19:0] came_from;
    wire        came_compressed;
    assign {
        comes, last, came_part, came_from, came_compressed,
        add_steps, add_first_shift, add_second_shift, add_merge
    } = came;
    assign add = comes && last;

    wire [WIDE-1:0] whole;
    generate
        if (ACCESSES == 1) begin : narrow
            assign whole = port_word[0 +: WIDTH];
        end else begin : wide
            reg [WIDE-1:0] kept;
            reg [WIDE-1:0] filled;
            integer q;
            always @* begin
                filled = kept;
                for (q = 0; q < USED; q = q + 1)
                    if (comes && {20'd0, came_part} + q < ACCESSES)
                        filled[({20'd0, came_part} + q)*WIDTH +: WIDTH] = port_word[q*WIDTH +: WIDTH];
            end
            always @(posedge clk) kept <= filled;
            assign whole = filled;
        end
    endgenerate

    weight_word #(
        .LANES(LANES), .BITS(WEIGHT_BITS), .WIDTH(WIDE), .COMPRESSED(COMPRESSED)
    ) unpack (
        .word(whole >> came_from),
        .compressed(came_compressed),
        .weights(weights)
    );
endmodule
`default_nettype wire
