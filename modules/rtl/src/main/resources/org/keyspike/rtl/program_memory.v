// The program: written once when an image is exported, as the simulator writes it when an image is loaded.
`default_nettype none
module program_memory #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,
    parameter ADDRESS = 1,
    parameter CONTENT = ""
) (
    input  wire                 clk,
    input  wire [ADDRESS-1:0]   address,
    output reg  [WIDTH-1:0]     word
);
    (* rom_style = "block", ram_style = "block" *) reg [WIDTH-1:0] words [0:DEPTH-1];
    initial if (CONTENT != "") $readmemh(CONTENT, words);
    always @(posedge clk) word <= words[address];
endmodule
`default_nettype wire
