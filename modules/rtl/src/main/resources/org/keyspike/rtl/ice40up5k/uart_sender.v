// Bytes to a serial line: 8 bits, the lowest first, no parity, one stop bit.
`default_nettype none
module uart_sender #(
    parameter DIVISOR = 12          // clocks of a bit
) (
    input  wire         clk,
    input  wire         rst,
    input  wire         send,       // while ready
    input  wire [7:0]   data,
    output wire         ready,
    output wire         tx
);
    localparam [15:0] BIT = DIVISOR - 1;

    reg [15:0]  wait_left;
    reg [3:0]   bits_left;
    reg [8:0]   rest;               // the bit on the line lowest

    assign ready = bits_left == 4'd0;
    assign tx = rest[0];

    always @(posedge clk)
        if (rst) begin
            bits_left <= 4'd0;
            rest <= 9'h1FF;
        end else if (ready) begin
            if (send) begin
                bits_left <= 4'd10;
                wait_left <= BIT;
                rest <= {data, 1'b0};
            end
        end else if (wait_left != 16'd0) begin
            wait_left <= wait_left - 16'd1;
        end else begin
            wait_left <= BIT;
            bits_left <= bits_left - 4'd1;
            rest <= {1'b1, rest[8:1]};
        end
endmodule
`default_nettype wire
