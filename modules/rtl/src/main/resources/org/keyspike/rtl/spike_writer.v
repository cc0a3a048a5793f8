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
    parameter WIDE = 1,
    parameter ALIGNED = 0       // every row is within a word
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
    localparam PARTS = ALIGNED ? 1 : (WIDE + WORD - 2) / WORD + 1;
    localparam WINDOW = PARTS * WORD;
    localparam [7:0] BITS = WORD;

    reg [8*WIDE-1:0]    kept;
    reg [3:0]           row_before;
    reg [15:0]          part_before;
    reg [ADDRESS-1:0]   row_at_before;
    reg [ADDRESS-1:0]   word_at_before;
    reg [6:0]           from_before;

    // Where the writes go: the row that is being written, how many bits of its words went before, and where it begins.
    reg [3:0]           row;
    reg [15:0]          part;
    reg [ADDRESS-1:0]   row_at;
    reg [ADDRESS-1:0]   word_at;
    reg [6:0]           from;
    reg [7:0]           beyond;
    reg [PORTS*3-1:0]   port_row;
    reg [PORTS*16-1:0]  port_part;
    reg [PORTS*7-1:0]   port_from;

    integer p;
    always @* begin
        port_write = {PORTS{1'b0}};
        port_address = {PORTS*ADDRESS{1'b0}};
        port_row = {PORTS*3{1'b0}};
        port_part = {PORTS*16{1'b0}};
        port_from = {PORTS*7{1'b0}};
        row = starts ? 4'd0 : row_before;
        part = starts ? 16'd0 : part_before;
        row_at = starts ? address : row_at_before;
        word_at = starts ? address : word_at_before;
        from = starts ? offset : from_before;
        beyond = 8'd0;
        for (p = 0; p < PORTS; p = p + 1) begin
            if (working && row < rows) begin
                port_write[p] = 1'b1;
                port_address[p*ADDRESS +: ADDRESS] = word_at;
                port_row[p*3 +: 3] = row[2:0];
                port_part[p*16 +: 16] = part;
                port_from[p*7 +: 7] = from;
                part = part + {8'd0, BITS};
                word_at = word_at + {{ADDRESS-1{1'b0}}, 1'b1};
                if (ALIGNED || part >= count + {9'd0, from}) begin
                    row = row + 4'd1;
                    part = 16'd0;
                    beyond = {1'b0, from} + {1'b0, row_bits};
                    row_at = row_at + row_words;
                    if (beyond >= BITS) begin
                        beyond = beyond - BITS;
                        row_at = row_at + {{ADDRESS-1{1'b0}}, 1'b1};
                    end
                    from = beyond[6:0];
                    word_at = row_at;
                end
            end
        end
    end

    assign written = row >= rows;

    // What is written.
    wire [8*WIDE-1:0]   now = starts ? bits : kept;
    // verilator lint_off UNUSEDSIGNAL
    // Of which each write is the lowest word.
    reg [WINDOW-1:0]    window;
    reg [WINDOW-1:0]    used;
    // verilator lint_on UNUSEDSIGNAL
    integer q;
    always @* begin
        port_data = {PORTS*WORD{1'b0}};
        port_mask = {PORTS*WORD{1'b0}};
        window = {WINDOW{1'b0}};
        used = {WINDOW{1'b0}};
        for (q = 0; q < PORTS; q = q + 1)
            if (port_write[q]) begin
                window = {WINDOW{1'b0}};
                window[WIDE-1:0] = now[port_row[q*3 +: 3]*WIDE +: WIDE];
                window = (window << port_from[q*7 +: 7]) >> (ALIGNED ? 16'd0 : port_part[q*16 +: 16]);
                used = (~({WINDOW{1'b1}} << count) << port_from[q*7 +: 7]) >> (ALIGNED ? 16'd0 : port_part[q*16 +: 16]);
                port_data[q*WORD +: WORD] = window[WORD-1:0];
                port_mask[q*WORD +: WORD] = used[WORD-1:0];
            end
    end

    always @(posedge clk) begin
        if (starts) kept <= bits;
        row_before <= row;
        part_before <= part;
        row_at_before <= row_at;
        word_at_before <= word_at;
        from_before <= from;
    end
endmodule
`default_nettype wire
