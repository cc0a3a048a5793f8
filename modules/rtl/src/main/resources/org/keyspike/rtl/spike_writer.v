// The writes of a step's spikes to the spike memory: SpikeMemory.put and putPlanes of the simulator.
//
// The outputs of a group are bits side by side, which may begin within a word and take several. There may be several
// such rows: the kinds of spike of an encoder, or the bit planes of numbers. Every word that a row touches is a write,
// and in a cycle as many are made as the memory has ports.
`default_nettype none
module spike_writer #(
    parameter WORD = 64,
    parameter ADDRESS = 1,
    parameter PORTS = 1,
    parameter WIDE = 1
) (
    input  wire                     clk,
    input  wire                     starts,     // the rows are there: the first cycle of a step
    input  wire                     working,
    input  wire [3:0]               rows,       // that are written, up to 8
    input  wire [15:0]              count,      // bits of a row
    input  wire [ADDRESS-1:0]       address,    // of the word in which the first row begins
    input  wire [6:0]               offset,     // of its first bit in that word
    input  wire [ADDRESS-1:0]       row_words,  // from where a row begins to where the next one does: words
    input  wire [6:0]               row_bits,   // and bits
    input  wire [8*WIDE-1:0]        bits,       // the rows
    output wire                     written,    // nothing is left after this cycle
    output reg  [PORTS-1:0]         port_write,
    output reg  [PORTS*ADDRESS-1:0] port_address,
    output reg  [PORTS*WORD-1:0]    port_data,
    output reg  [PORTS*WORD-1:0]    port_mask
);
    // The most words that a row touches.
    localparam PARTS = (WIDE + WORD - 2) / WORD + 1;
    localparam WINDOW = PARTS * WORD;

    reg [8*WIDE-1:0]  kept;
    reg [3:0]         row_before;
    reg [8:0]         part_before;
    reg [ADDRESS-1:0] at_before;
    reg [6:0]         from_before;

    wire [8*WIDE-1:0] now = starts ? bits : kept;

    reg [3:0]         row;
    reg [8:0]         part;
    reg [ADDRESS-1:0] at;
    reg [6:0]         from;
    reg [WINDOW-1:0]  window;
    reg [WINDOW-1:0]  used;

    integer p;
    always @* begin
        port_write = {PORTS{1'b0}};
        port_address = {PORTS*ADDRESS{1'b0}};
        port_data = {PORTS*WORD{1'b0}};
        port_mask = {PORTS*WORD{1'b0}};
        window = {WINDOW{1'b0}};
        used = {WINDOW{1'b0}};
        row = starts ? 4'd0 : row_before;
        part = starts ? 9'd0 : part_before;
        at = starts ? address : at_before;
        from = starts ? offset : from_before;
        for (p = 0; p < PORTS; p = p + 1) begin
            if (working && row < rows) begin
                window = {WINDOW{1'b0}};
                window[WIDE-1:0] = now[row[2:0]*WIDE +: WIDE];
                used = ({WINDOW{1'b1}} >> (WINDOW - {16'd0, count})) << from;
                window = window << from;
                port_write[p] = 1'b1;
                port_address[p*ADDRESS +: ADDRESS] = at + {{ADDRESS{1'b0}}, part};
                port_data[p*WORD +: WORD] = window[part*WORD +: WORD];
                port_mask[p*WORD +: WORD] = used[part*WORD +: WORD];
                part = part + 9'd1;
                if (part * WORD >= {16'd0, count} + {25'd0, from}) begin
                    row = row + 4'd1;
                    part = 9'd0;
                    if ({1'b0, from} + {1'b0, row_bits} >= WORD) begin
                        from = from + row_bits - WORD;
                        at = at + row_words + 1;
                    end else begin
                        from = from + row_bits;
                        at = at + row_words;
                    end
                end
            end
        end
    end

    assign written = row >= rows;

    always @(posedge clk) begin
        if (starts) kept <= bits;
        row_before <= row;
        part_before <= part;
        at_before <= at;
        from_before <= from;
    end
endmodule
`default_nettype wire
