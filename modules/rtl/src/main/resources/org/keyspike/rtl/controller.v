// The controller: Controller and Program of the simulator. It goes through the program, one instruction after the
// other, in no cycle without work. The program memory is read a cycle ahead, as the next address is known.
//
// Instructions that are the same for every group of lanes are there once, and are gone through once for each group.
// What differs from group to group is counted here: which group it is, its first neuron, and the spike word and bit of
// that, from where the first group's are.
//
// After a reset it writes zeros to everything that a run writes, which takes as many cycles as the deepest of these
// memories has words: Machine.reset, which in the simulator takes no time.
`default_nettype none
module controller #(
    parameter PROGRAM_ADDRESS = 1,
    parameter CLEARED = 1,          // words
    parameter GROUP_BITS = 1,
    parameter LANES = 1,
    parameter SPIKE_WORD = 64,
    parameter SPIKE_ADDRESS = 1
) (
    input  wire                         clk,
    input  wire                         rst,
    input  wire                         start,          // a frame
    input  wire                         decide,         // with it: a keyword readout decides after it
    input  wire                         ends_frame,     // the instruction is the last one of a frame
    input  wire                         ends_all,       // or of a decision
    input  wire                         ends_group,     // or of a group
    input  wire [GROUP_BITS-1:0]        last_group,     // groups without the first one
    input  wire                         instruction_done,
    output wire [PROGRAM_ADDRESS-1:0]   next_address,   // of the coming cycle's instruction
    output reg                          running,
    output reg                          begins,         // first cycle of an instruction
    output reg                          clearing,
    output reg  [19:0]                  clear_address,
    output reg  [GROUP_BITS-1:0]        group,
    output wire                         is_last_group,
    output reg  [15:0]                  first,          // neuron of the group
    output reg  [SPIKE_ADDRESS-1:0]     first_word,     // of it
    output reg  [6:0]                   first_bit,
    output wire                         ready,          // for a frame
    output reg                          done            // the frame, or the decision behind it, is over
);
    reg [PROGRAM_ADDRESS-1:0] address;
    reg [PROGRAM_ADDRESS-1:0] group_address;    // of the first instruction of a group
    reg                       decides;

    assign is_last_group = group == last_group;
    wire again = ends_group && !is_last_group;
    wire ends = !again && (ends_all || (ends_frame && !decides));
    wire stops = running && instruction_done && ends;
    wire goes_on = running && instruction_done && !ends;
    assign next_address =
        !running || stops ? {PROGRAM_ADDRESS{1'b0}}
        : !goes_on ? address
        : again ? group_address
        : address + 1'b1;
    assign ready = !running && !clearing && !rst;

    localparam [7:0] BITS = SPIKE_WORD;
    localparam [31:0] ACROSS_WORDS = LANES / SPIKE_WORD;
    localparam [31:0] ACROSS_BITS = LANES % SPIKE_WORD;
    localparam [31:0] ACROSS = LANES;
    wire [7:0] bit_beyond = {1'b0, first_bit} + ACROSS_BITS[7:0];
    wire       beyond = bit_beyond >= BITS;
    // verilator lint_off UNUSEDSIGNAL
    wire [7:0] bit_next = beyond ? bit_beyond - BITS : bit_beyond;
    // verilator lint_on UNUSEDSIGNAL

    always @(posedge clk)
        if (!running || (goes_on && ends_group && !again)) begin
            group <= {GROUP_BITS{1'b0}};
            first <= 16'd0;
            first_word <= {SPIKE_ADDRESS{1'b0}};
            first_bit <= 7'd0;
            group_address <= next_address;
        end else if (goes_on && again) begin
            group <= group + 1'b1;
            first <= first + ACROSS[15:0];
            first_word <= first_word + ACROSS_WORDS[SPIKE_ADDRESS-1:0] + {{SPIKE_ADDRESS-1{1'b0}}, beyond};
            first_bit <= bit_next[6:0];
        end

    always @(posedge clk) begin
        address <= next_address;
        done <= stops && !rst;
        if (rst) begin
            running <= 1'b0;
            begins <= 1'b0;
            decides <= 1'b0;
            clearing <= 1'b1;
            clear_address <= 20'd0;
        end else begin
            if (clearing) begin
                clear_address <= clear_address + 20'd1;
                clearing <= clear_address + 20'd1 < CLEARED;
            end
            begins <= goes_on || (start && ready);
            if (start && ready) begin
                running <= 1'b1;
                decides <= decide;
            end else if (stops) begin
                running <= 1'b0;
            end
        end
    end
endmodule
`default_nettype wire
