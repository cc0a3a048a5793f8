// The spike memory: SpikeMemory of the simulator. Spike i of a region is bit i mod WIDTH of its word i / WIDTH.
//
// As memory.v, but a write changes only the bits that its mask names, as the outputs of one group of lanes may be a
// part of a word. Two ports may write other bits of the same word in one cycle.
`default_nettype none
module spike_memory #(
    parameter WIDTH = 64,
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
    input  wire [PORTS*WIDTH-1:0]   port_mask,
    output wire [PORTS*WIDTH-1:0]   port_word
);
    reg [WIDTH-1:0] words [0:DEPTH-1];

    initial if (CONTENT != "") $readmemh(CONTENT, words);

    genvar p;
    generate
        for (p = 0; p < PORTS; p = p + 1) begin : port
            wire [ADDRESS-1:0] at = port_address[p*ADDRESS +: ADDRESS];
            integer b;
            always @(posedge clk)
                if (port_write[p])
                    for (b = 0; b < WIDTH; b = b + 1)
                        if (port_mask[p*WIDTH + b]) words[at][b] <= port_data[p*WIDTH + b];
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
