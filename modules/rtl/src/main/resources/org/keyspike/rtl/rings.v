// The slots of frames in the spike memory: SpikeRegion of the simulator. A region is a ring with a slot for each frame
// that it holds; frame t, counted from 1 at the reset, has slot t mod slots. Of every ring this keeps where the slot
// of the frame at hand begins, and that of the frame before.
`default_nettype none
module rings #(
    parameter RINGS = 1,
    parameter ADDRESS = 1,
    parameter [RINGS*ADDRESS-1:0] STRIDES = 0,  // words of a slot
    parameter [RINGS*ADDRESS-1:0] LASTS = 0     // where the last slot begins
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire                     frame,      // a frame starts
    output reg  [RINGS*ADDRESS-1:0] now,
    output reg  [RINGS*ADDRESS-1:0] earlier
);
    integer i;
    always @(posedge clk) begin
        if (rst) begin
            now <= {RINGS*ADDRESS{1'b0}};
            earlier <= {RINGS*ADDRESS{1'b0}};
        end else if (frame) begin
            earlier <= now;
            for (i = 0; i < RINGS; i = i + 1)
                now[i*ADDRESS +: ADDRESS] <=
                    now[i*ADDRESS +: ADDRESS] == LASTS[i*ADDRESS +: ADDRESS]
                    ? {ADDRESS{1'b0}}
                    : now[i*ADDRESS +: ADDRESS] + STRIDES[i*ADDRESS +: ADDRESS];
        end
    end
endmodule
`default_nettype wire
