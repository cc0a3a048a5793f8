// A memory whose words the lanes share, with what moves its words and what clears it after a reset: LaneMemory of the
// simulator.
`default_nettype none
module kept_memory #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,
    parameter CLEARED = 0,      // words that a reset sets to 0; none of the parameters
    parameter ADDRESS = 1,
    parameter WORDS = 2,          // that an operation moves, at most
    parameter PORTS = 1,
    parameter LATENCY = 0,
    parameter CONTENT = ""
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 clearing,
    input  wire [19:0]          clear_address,
    input  wire                 begins,
    input  wire [1:0]           reads,
    input  wire [1:0]           writes,
    input  wire [ADDRESS-1:0]   address,
    input  wire [ADDRESS-1:0]   second,
    input  wire                 may_read,
    input  wire                 may_write,
    input  wire [WORDS*WIDTH-1:0] data,
    output wire [WORDS*WIDTH-1:0] words,
    output wire                 here,
    output wire                 written
);
    wire [PORTS-1:0]            move_write;
    wire [PORTS*ADDRESS-1:0]    move_address;
    wire [PORTS*WIDTH-1:0]      move_data;
    wire [PORTS*WIDTH-1:0]      port_word;

    word_mover #(
        .WIDTH(WIDTH), .WORDS(WORDS), .ADDRESS(ADDRESS), .PORTS(PORTS), .LATENCY(LATENCY)
    ) word_mover (
        .clk(clk),
        .rst(rst),
        .begins(begins),
        .reads(reads),
        .writes(writes),
        .address(address),
        .second(second),
        .may_read(may_read),
        .may_write(may_write),
        .data(data),
        .words(words),
        .here(here),
        .written(written),
        .port_write(move_write),
        .port_address(move_address),
        .port_data(move_data),
        .port_word(port_word)
    );

    // The first port clears.
    reg [PORTS-1:0]         port_write;
    reg [PORTS*ADDRESS-1:0] port_address;
    always @* begin
        port_write = move_write;
        port_address = move_address;
        if (clearing) begin
            port_write = {PORTS{1'b0}};
            port_write[0] = CLEARED > 0 && {12'd0, clear_address} < CLEARED;
            port_address[0 +: ADDRESS] = clear_address[ADDRESS-1:0];
        end
    end

    memory #(
        .WIDTH(WIDTH), .DEPTH(DEPTH), .ADDRESS(ADDRESS), .PORTS(PORTS), .LATENCY(LATENCY), .CONTENT(CONTENT)
    ) memory (
        .clk(clk),
        .port_write(port_write),
        .port_address(port_address),
        // verilator lint_off WIDTHCONCAT
        .port_data(clearing ? {PORTS*WIDTH{1'b0}} : move_data), // words of many lanes are wide
        // verilator lint_on WIDTHCONCAT
        .port_word(port_word)
    );
endmodule
`default_nettype wire
