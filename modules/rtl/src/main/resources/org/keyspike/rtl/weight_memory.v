// The weights: MemoryPort of the simulator. A machine only reads them; they are there from the beginning, or are written
// row by row while no frame is worked on, by the first port, which does not read in such a cycle. So memory of a single
// port does, which cannot be filled beforehand, such as the SPRAM of an iCE40.
//
// As memory.v, a row that is asked for in cycle t is at the port in cycle t + LATENCY.
`default_nettype none
module weight_memory #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,
    parameter ADDRESS = 1,
    parameter PORTS = 1,
    parameter LATENCY = 0,
    parameter CONTENT = ""
) (
    input  wire                     clk,
    input  wire                     load_write,
    input  wire [ADDRESS-1:0]       load_address,
    input  wire [WIDTH-1:0]         load_row,
    input  wire [PORTS*ADDRESS-1:0] port_address,
    output wire [PORTS*WIDTH-1:0]   port_word
);
    reg [WIDTH-1:0] rows [0:DEPTH-1];

    generate
        if (CONTENT != "") begin : filled
            initial $readmemh(CONTENT, rows);
        end
    endgenerate

    genvar p;
    generate
        for (p = 0; p < PORTS; p = p + 1) begin : port
            wire               write = p == 0 && load_write;
            wire [ADDRESS-1:0] at = write ? load_address : port_address[p*ADDRESS +: ADDRESS];
            if (LATENCY == 0) begin : at_once
                if (p == 0) begin : written
                    always @(posedge clk) if (write) rows[at] <= load_row;
                end
                assign port_word[p*WIDTH +: WIDTH] = rows[at];
            end else begin : later
                reg [WIDTH-1:0] row;
                if (p == 0) begin : written
                    always @(posedge clk) if (write) rows[at] <= load_row; else row <= rows[at];
                end else begin : read_only
                    always @(posedge clk) row <= rows[at];
                end
                if (LATENCY == 1) begin : by_one
                    assign port_word[p*WIDTH +: WIDTH] = row;
                end else begin : by_more
                    reg [(LATENCY-1)*WIDTH-1:0] coming;
                    if (LATENCY == 2) begin : by_two
                        always @(posedge clk) coming <= row;
                    end else begin : by_many
                        always @(posedge clk) coming <= {coming[(LATENCY-2)*WIDTH-1:0], row};
                    end
                    assign port_word[p*WIDTH +: WIDTH] = coming[(LATENCY-2)*WIDTH +: WIDTH];
                end
            end
        end
    endgenerate
endmodule
`default_nettype wire
