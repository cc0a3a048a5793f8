// A memory whose words the lanes share, or that of the weights: MemoryPort and LaneMemory of the simulator.
//
// Each port reads or writes one word a cycle. A word that is asked for in cycle t is at the port in cycle
// t + LATENCY: with 0 the memory is read like registers, with 1 like a block RAM, with 2 like one with a register
// behind it.
`default_nettype none
module memory #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,
    parameter ADDRESS = 1,
    parameter PORTS = 1,
    parameter LATENCY = 0,
    parameter CONTENT = ""
) (
    input  wire                     clk,
    input  wire [PORTS-1:0]         port_write,
    input  wire [PORTS*ADDRESS-1:0] port_address,
    input  wire [PORTS*WIDTH-1:0]   port_data,
    output wire [PORTS*WIDTH-1:0]   port_word
);
    reg [WIDTH-1:0] words [0:DEPTH-1];

    initial if (CONTENT != "") $readmemh(CONTENT, words);

    genvar p;
    generate
        for (p = 0; p < PORTS; p = p + 1) begin : port
            wire [ADDRESS-1:0] at = port_address[p*ADDRESS +: ADDRESS];
            always @(posedge clk) if (port_write[p]) words[at] <= port_data[p*WIDTH +: WIDTH];
            if (LATENCY == 0) begin : at_once
                assign port_word[p*WIDTH +: WIDTH] = words[at];
            end else begin : later
                reg [LATENCY*WIDTH-1:0] coming;
                if (LATENCY == 1) begin : by_one
                    always @(posedge clk) coming <= words[at];
                end else begin : by_more
                    always @(posedge clk) coming <= {coming[(LATENCY-1)*WIDTH-1:0], words[at]};
                end
                assign port_word[p*WIDTH +: WIDTH] = coming[(LATENCY-1)*WIDTH +: WIDTH];
            end
        end
    endgenerate
endmodule
`default_nettype wire
