// The words of one memory that an operation fetches and writes back: GroupOperation.Words of the simulator, and
// Prefetch, which is a word that a scan asks for in its first cycle and an operation uses.
//
// Up to two words each way. In a cycle as many are moved as the memory has ports, reads before writes. A word that
// arrives is at hand in the same cycle, and kept until the next one is fetched.
`default_nettype none
module word_mover #(
    parameter WIDTH = 8,
    parameter WORDS = 2,            // that are moved, at most
    parameter ADDRESS = 1,
    parameter PORTS = 1,
    parameter LATENCY = 0
) (
    input  wire                     clk,
    input  wire                     rst,
    // The instruction.
    input  wire                     begins,     // its first cycle
    input  wire [1:0]               reads,      // words that it fetches
    input  wire [1:0]               writes,     // words that it writes back
    input  wire [ADDRESS-1:0]       address,    // of the first word
    input  wire [ADDRESS-1:0]       second,     // of the second word
    input  wire                     may_read,
    input  wire                     may_write,
    input  wire [WORDS*WIDTH-1:0]   data,
    output wire [WORDS*WIDTH-1:0]   words,
    output wire                     here,       // nothing that was fetched is missing
    output wire                     written,    // nothing is left to write after this cycle
    // The memory.
    output reg  [PORTS-1:0]         port_write,
    output reg  [PORTS*ADDRESS-1:0] port_address,
    output reg  [PORTS*WIDTH-1:0]   port_data,
    // verilator lint_off UNUSEDSIGNAL
    input  wire [PORTS*WIDTH-1:0]   port_word   // of the ports that read
    // verilator lint_on UNUSEDSIGNAL
);
    localparam [1:0] READS_AT_ONCE = PORTS > 1 ? 2'd2 : 2'd1;
    localparam [2:0] PORTS_AT_ONCE = PORTS > 3 ? 3'd4 : PORTS > 2 ? 3'd3 : PORTS > 1 ? 3'd2 : 3'd1;
    // The place of the second word.
    localparam UPPER = WORDS > 1 ? WIDTH : 0;
    localparam SECOND_PORT = PORTS > 1 ? 1 : 0;

    reg [1:0] to_read;
    reg [1:0] missing;
    reg [1:0] to_write;
    reg [WORDS*WIDTH-1:0] kept;

    // Reads: asked for now, and coming now.
    wire       starts = begins && reads != 2'd0;
    wire [1:0] left = starts ? reads : to_read;
    wire [1:0] asked = !may_read ? 2'd0 : left > READS_AT_ONCE ? READS_AT_ONCE : left;
    wire       asks_second = reads != left;
    wire [1:0] coming;
    wire       comes_second;

    generate
        if (LATENCY == 0) begin : at_once
            assign coming = asked;
            assign comes_second = asks_second;
        end else begin : later
            reg [3*LATENCY-1:0] way;
            if (LATENCY == 1) begin : by_one
                always @(posedge clk) way <= rst ? 3'd0 : {asks_second, asked};
            end else begin : by_more
                always @(posedge clk)
                    way <= rst ? {3*LATENCY{1'b0}} : {way[3*(LATENCY-1)-1:0], asks_second, asked};
            end
            assign {comes_second, coming} = way[3*(LATENCY-1) +: 3];
        end
    endgenerate

    wire [1:0] missing_next = (starts ? reads : missing) - coming;
    wire       first_comes = coming != 2'd0 && !comes_second;
    // verilator lint_off UNUSEDSIGNAL
    wire       second_comes =   // where two words are moved
        coming == 2'd2 || (coming != 2'd0 && comes_second);
    // verilator lint_on UNUSEDSIGNAL

    assign here = missing_next == 2'd0;
    assign words[0 +: WIDTH] = first_comes ? port_word[0 +: WIDTH] : kept[0 +: WIDTH];
    generate
        if (WORDS > 1) begin : two
            assign words[WIDTH +: WIDTH] =
                !second_comes ? kept[WIDTH +: WIDTH]
                : comes_second ? port_word[0 +: WIDTH]
                : port_word[SECOND_PORT*WIDTH +: WIDTH];
            always @(posedge clk) if (second_comes) kept[WIDTH +: WIDTH] <= words[WIDTH +: WIDTH];
        end
    endgenerate

    // Writes: by the ports that reads leave.
    wire [1:0] left_to_write = begins ? writes : to_write;
    wire [2:0] free = PORTS_AT_ONCE - {1'b0, asked};
    wire [1:0] written_now =
        !may_write ? 2'd0 : {1'b0, left_to_write} > free ? free[1:0] : left_to_write;
    wire       writes_second = writes != left_to_write;

    assign written = left_to_write == written_now;

    integer p;
    always @* begin
        port_write = {PORTS{1'b0}};
        port_address = {PORTS*ADDRESS{1'b0}};
        // verilator lint_off WIDTHCONCAT
        port_data = {PORTS*WIDTH{1'b0}}; // words of many lanes are wide
        // verilator lint_on WIDTHCONCAT
        for (p = 0; p < PORTS; p = p + 1) begin
            if (p < {30'd0, asked}) begin
                port_address[p*ADDRESS +: ADDRESS] = p == 1 || asks_second ? second : address;
            end else if (p < {30'd0, asked} + {30'd0, written_now}) begin
                port_write[p] = 1'b1;
                if (p == {30'd0, asked} + 1 || writes_second) begin
                    port_address[p*ADDRESS +: ADDRESS] = second;
                    port_data[p*WIDTH +: WIDTH] = data[UPPER +: WIDTH];
                end else begin
                    port_address[p*ADDRESS +: ADDRESS] = address;
                    port_data[p*WIDTH +: WIDTH] = data[0 +: WIDTH];
                end
            end
        end
    end

    always @(posedge clk) begin
        if (rst) begin
            to_read <= 2'd0;
            missing <= 2'd0;
            to_write <= 2'd0;
        end else begin
            to_read <= left - asked;
            missing <= missing_next;
            to_write <= left_to_write - written_now;
        end
        if (first_comes) kept[0 +: WIDTH] <= words[0 +: WIDTH];
    end
endmodule
`default_nettype wire
