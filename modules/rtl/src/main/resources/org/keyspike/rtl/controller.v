// The controller: Controller and Program of the simulator. It goes through the program, one instruction after the
// other, in no cycle without work. The program memory is read a cycle ahead, as the next address is known.
//
// After a reset it writes zeros to everything that a run writes, which takes as many cycles as the deepest of these
// memories has words: Machine.reset, which in the simulator takes no time.
`default_nettype none
module controller #(
    parameter PROGRAM_ADDRESS = 1,
    parameter CLEARED = 1           // words
) (
    input  wire                         clk,
    input  wire                         rst,
    input  wire                         start,          // a frame
    input  wire                         decide,         // with it: a keyword readout decides after it
    input  wire                         ends_frame,     // the instruction is the last one of a frame
    input  wire                         ends_all,       // or of a decision
    input  wire                         instruction_done,
    output wire [PROGRAM_ADDRESS-1:0]   next_address,   // of the coming cycle's instruction
    output reg                          running,
    output reg                          begins,         // first cycle of an instruction
    output reg                          clearing,
    output reg  [19:0]                  clear_address,
    output wire                         ready,          // for a frame
    output reg                          done            // the frame, or the decision behind it, is over
);
    reg [PROGRAM_ADDRESS-1:0] address;
    reg                       decides;

    wire ends = ends_all || (ends_frame && !decides);
    wire stops = running && instruction_done && ends;
    wire goes_on = running && instruction_done && !ends;
    assign next_address = !running || stops ? {PROGRAM_ADDRESS{1'b0}} : goes_on ? address + 1'b1 : address;
    assign ready = !running && !clearing && !rst;

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
