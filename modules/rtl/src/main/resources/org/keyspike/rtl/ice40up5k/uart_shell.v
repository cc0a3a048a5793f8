// The machine at a serial line: weights and features come in, decisions go out.
//
//   host                                              answer
//   'R'                                               'R'             the machine forgets all it heard; weights stay
//   'W' address(2) count(2) rows                      'W'             rows of the weight memory, from an address on
//   'F' features                                      n [class logits]    a frame
//   'D' features                                      n [class logits]    a frame, and what a keyword readout decides
//
// Numbers of several bytes begin with the lowest. A count of 0 is 65,536 rows. n is the number of logits that the frame
// had, 0 if it had none, and then nothing follows; class is the place of the largest logit, the first of equal ones; a
// logit has 4 bytes. The next command may be sent when the answer has come.
`default_nettype none
module uart_shell #(
    parameter DIVISOR = 12,
    parameter LANES = 1,
    parameter BANDS = 1,
    parameter WEIGHT_ADDRESS = 1,
    parameter WEIGHT_WIDTH = 16
) (
    input  wire                         clk,
    input  wire                         rx,
    output wire                         tx,
    // The machine.
    output wire                         rst,
    input  wire                         ready,
    output wire                         feature_write,
    output wire [7:0]                   feature_index,
    output wire [7:0]                   feature,
    output wire                         start,
    output wire                         decide,
    input  wire                         done,
    // verilator lint_off UNUSEDSIGNAL
    input  wire [15:0]                  out_first,      // classes are numbers of 8 bits
    input  wire [15:0]                  out_count,
    // verilator lint_on UNUSEDSIGNAL
    input  wire                         logits_valid,
    input  wire [LANES*32-1:0]          logits,
    output wire                         load_write,
    output wire [WEIGHT_ADDRESS-1:0]    load_address,
    output wire [WEIGHT_WIDTH-1:0]      load_row
);
    localparam [3:0] IDLE = 4'd0;
    localparam [3:0] HEAD = 4'd1;       // address and count of rows
    localparam [3:0] ROWS = 4'd2;
    localparam [3:0] FEATURES = 4'd3;
    localparam [3:0] RUN = 4'd4;
    localparam [3:0] FORGET = 4'd5;
    localparam [3:0] NUMBER = 4'd6;     // of logits
    localparam [3:0] CLASS = 4'd7;
    localparam [3:0] FETCH = 4'd8;      // logits of a group
    localparam [3:0] LOGITS = 4'd9;
    localparam [3:0] SAY = 4'd10;       // that it is done

    localparam [7:0] LAST_BAND = BANDS - 1;
    localparam [7:0] LAST_ROW_BYTE = WEIGHT_WIDTH / 8 - 1;
    localparam [11:0] LAST_GROUP_BYTE = LANES * 4 - 1;

    // Block RAM is not at hand in the first microseconds.
    reg [7:0] awake = 8'd0;
    always @(posedge clk) if (awake != 8'hFF) awake <= awake + 8'd1;
    wire off = awake != 8'hFF;

    reg [3:0]   state;
    assign rst = off || state == FORGET;

    wire        received;
    wire [7:0]  data;
    uart_receiver #(.DIVISOR(DIVISOR)) receiver (
        .clk(clk), .rst(off), .rx(rx), .received(received), .data(data)
    );
    reg         send;
    reg  [7:0]  answer;
    wire        may_send;
    uart_sender #(.DIVISOR(DIVISOR)) sender (
        .clk(clk), .rst(off), .send(send), .data(answer), .ready(may_send), .tx(tx)
    );

    reg [7:0]               command;
    reg [7:0]               place;      // of a byte
    reg [31:0]              head;       // count, address
    reg [WEIGHT_WIDTH-1:0]  row;
    reg                     row_there;
    reg                     last_there;

    assign load_write = row_there;
    assign load_row = row;
    // verilator lint_off UNUSEDSIGNAL
    wire [31:0] wide_address = {16'd0, head[15:0]};
    // verilator lint_on UNUSEDSIGNAL
    assign load_address = wide_address[WEIGHT_ADDRESS-1:0];

    assign feature_write = state == FEATURES && received;
    assign feature_index = place;
    assign feature = data;
    assign start = state == RUN && place == 8'd0 && ready;
    assign decide = command == "D";

    // ---- Logits: kept until they are sent, and the largest ------------------------------------------------------
    reg [LANES*32-1:0]  kept [0:255];
    reg [7:0]           groups;         // that came
    reg [7:0]           number;         // logits that came
    reg                 came;
    reg [LANES*32-1:0]  now;
    reg [7:0]           now_first;
    reg [7:0]           now_count;
    reg signed [31:0]   largest;
    reg [7:0]           largest_class;
    reg [LANES*32-1:0]  group;          // that is sent
    reg [7:0]           group_sent;
    reg [11:0]          group_byte;
    reg [9:0]           bytes_left;

    reg signed [31:0]   larger;
    reg signed [31:0]   one;
    reg [7:0]           larger_class;
    integer i;
    always @* begin
        larger = largest;
        larger_class = largest_class;
        one = 0;
        for (i = 0; i < LANES; i = i + 1) begin
            one = now[i*32 +: 32];
            if (i < {24'd0, now_count} && one > larger) begin
                larger = one;
                larger_class = now_first + i[7:0];
            end
        end
    end

    always @(posedge clk) begin
        came <= logits_valid;
        if (logits_valid) begin
            now <= logits;
            now_first <= out_first[7:0];
            now_count <= out_count[7:0];
        end
        if (came) kept[groups] <= now;  // 256 classes at most
        if (start) begin
            groups <= 8'd0;
            number <= 8'd0;
            largest <= 32'sh80000000;
            largest_class <= 8'd0;
        end else if (came) begin
            groups <= groups + 8'd1;
            number <= number + now_count;
            largest <= larger;
            largest_class <= larger_class;
        end
    end

    // ---- Commands and answers -----------------------------------------------------------------------------------
    wire sends = may_send && !send;

    always @(posedge clk) begin
        send <= 1'b0;
        row_there <= 1'b0;
        last_there <= 1'b0;
        if (off) begin
            state <= IDLE;
        end else case (state)
            IDLE: if (received) begin
                command <= data;
                place <= 8'd0;
                case (data)
                    "R": state <= FORGET;
                    "W": state <= HEAD;
                    "F", "D": state <= FEATURES;
                    default: state <= IDLE;
                endcase
            end
            HEAD: if (received) begin
                head <= {data, head[31:8]};
                place <= place == 8'd3 ? 8'd0 : place + 8'd1;
                if (place == 8'd3) state <= ROWS;
            end
            ROWS: begin
                if (received) begin
                    row <= {data, row[WEIGHT_WIDTH-1:8]};
                    place <= place == LAST_ROW_BYTE ? 8'd0 : place + 8'd1;
                    row_there <= place == LAST_ROW_BYTE;
                    last_there <= place == LAST_ROW_BYTE && head[31:16] == 16'd1;
                end
                if (row_there) head <= {head[31:16] - 16'd1, head[15:0] + 16'd1};
                if (last_there) state <= SAY;
            end
            FEATURES: if (received) begin
                place <= place == LAST_BAND ? 8'd0 : place + 8'd1;
                if (place == LAST_BAND) state <= RUN;
            end
            RUN: begin
                if (start) place <= 8'd1;
                // Two cycles behind the end of a frame its last logits are kept.
                if (done || place > 8'd1) place <= place + 8'd1;
                if (place == 8'd3) state <= NUMBER;
            end
            FORGET: state <= SAY;
            NUMBER: if (sends) begin
                send <= 1'b1;
                answer <= number;
                group_sent <= 8'd0;
                state <= number == 8'd0 ? IDLE : CLASS;
            end
            CLASS: if (sends) begin
                send <= 1'b1;
                answer <= largest_class;
                bytes_left <= {number, 2'b00};
                state <= FETCH;
            end
            FETCH: begin
                group_byte <= 12'd0;
                state <= LOGITS;
            end
            LOGITS: if (sends) begin
                send <= 1'b1;
                answer <= group[group_byte*8 +: 8];
                group_byte <= group_byte + 12'd1;
                bytes_left <= bytes_left - 10'd1;
                if (group_byte == LAST_GROUP_BYTE) begin
                    group_sent <= group_sent + 8'd1;
                    state <= FETCH;
                end
                if (bytes_left == 10'd1) state <= IDLE;
            end
            SAY: if (sends && ready) begin
                send <= 1'b1;
                answer <= command;
                state <= IDLE;
            end
            default: state <= IDLE;
        endcase
    end

    always @(posedge clk) group <= kept[group_sent];
endmodule
`default_nettype wire
