// Bytes from a serial line: 8 bits, the lowest first, no parity, one stop bit.
`default_nettype none
module uart_receiver #(
    parameter DIVISOR = 12          // clocks of a bit, at least 4
) (
    input  wire         clk,
    input  wire         rst,
    input  wire         rx,
    output reg          received,   // for a cycle
    output reg  [7:0]   data
);
    localparam [15:0] BIT = DIVISOR - 1;
    localparam [15:0] HALF = DIVISOR / 2 - 1;

    reg [2:0]   line;               // the line, in the clock of the machine; the oldest highest
    reg [15:0]  wait_left;
    reg [3:0]   bits_left;          // with start and stop bit

    always @(posedge clk) begin
        line <= {line[1:0], rx};
        received <= 1'b0;
        if (rst) begin
            line <= 3'b111;
            bits_left <= 4'd0;
        end else if (bits_left == 4'd0) begin
            if (line[2] && !line[1]) begin
                bits_left <= 4'd10;
                wait_left <= HALF;
            end
        end else if (wait_left != 16'd0) begin
            wait_left <= wait_left - 16'd1;
        end else begin
            // The middle of a bit. A start bit that is over by now was none.
            wait_left <= BIT;
            bits_left <= bits_left == 4'd10 && line[1] ? 4'd0 : bits_left - 4'd1;
            if (bits_left == 4'd1) received <= line[1];
            else data <= {line[1], data[7:1]};
        end
    end
endmodule
`default_nettype wire
