// The order of an operation on one group of lanes: GroupOperation of the simulator.
//
// It waits until the lanes have added everything, fetches words, computes a step at a time while the spikes of the
// step are written, and writes words back, the first of them in the last cycle of computing. A step takes one cycle,
// three with adaptation, and more where the spike memory has too few ports.
`default_nettype none
module group_operation (
    input  wire       clk,
    input  wire       active,         // the instruction is an operation
    input  wire       begins,         // its first cycle
    input  wire       two_steps,      // it computes both steps of a frame
    input  wire       adaptive,       // a step takes three cycles
    input  wire       lanes_idle,
    input  wire       words_here,     // everything that was fetched has come
    input  wire       spikes_written, // no spike of the step is left after this cycle
    input  wire       words_written,  // no word is left to write back after this cycle
    output wire       may_read,
    output wire       working,        // a step is being computed or its spikes are being written
    output wire       compute,        // the first cycle of a step
    output wire       step,
    output wire [1:0] cycle,          // of the step; 3 stands for all beyond
    output wire       may_write,
    output wire       done
);
    reg       fetched_before;
    reg       computed_before;
    reg       step_now;
    reg [1:0] cycle_now;

    wire fetched = fetched_before && !begins;
    wire computed = computed_before && !begins;
    assign step = step_now && !begins;
    assign cycle = begins ? 2'd0 : cycle_now;

    assign may_read = active && !fetched && lanes_idle;
    wire   all_here = fetched || (lanes_idle && words_here);
    assign working = active && all_here && !computed;
    assign compute = working && cycle == 2'd0;

    wire step_done = working && (!adaptive || cycle >= 2'd2) && spikes_written;
    wire all_done = step_done && step == two_steps;
    assign may_write = active && (computed || all_done);
    assign done = may_write && words_written;

    always @(posedge clk) begin
        fetched_before <= all_here;
        computed_before <= computed || all_done;
        step_now <= step_done ? 1'b1 : step;
        cycle_now <= step_done || !working ? 2'd0 : cycle == 2'd3 ? 2'd3 : cycle + 2'd1;
    end
endmodule
`default_nettype wire
