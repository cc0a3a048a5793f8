// The sums of the lanes: Accumulator and Lanes of the simulator. All lanes see the same input. Each adds its weight of
// it, shifted left, to the sum of every step in which the input spikes; merged, both steps go to the first sum. A lane
// whose weight is 0 does not switch (zero-gating).
`default_nettype none
module accumulators #(
    parameter LANES = 1,
    parameter WEIGHT_BITS = 4,
    parameter SUM_BITS = 32,        // as many as the weights can reach
    parameter STEPS = 1
) (
    input  wire                             clk,
    input  wire                             clear,  // the sums start from 0 in this cycle
    input  wire                             add,    // a weight word is there
    input  wire [LANES*WEIGHT_BITS-1:0]     weights,
    input  wire [1:0]                       steps,  // in which the input spikes
    input  wire [4:0]                       first_shift,
    input  wire [4:0]                       second_shift,
    input  wire                             merge,
    // verilator lint_off UNUSEDSIGNAL
    input  wire                             step,   // whose sums are looked at, of two
    // verilator lint_on UNUSEDSIGNAL
    output wire [LANES*SUM_BITS-1:0]              sums
);
    // A weight as wide as a sum, which may be narrower where all weights are small.
    function signed [SUM_BITS-1:0] wide(input signed [WEIGHT_BITS-1:0] value);
        // verilator lint_off UNUSEDSIGNAL
        reg signed [SUM_BITS+WEIGHT_BITS-1:0] extended;
        // verilator lint_on UNUSEDSIGNAL
        begin
            extended = {{SUM_BITS{value[WEIGHT_BITS-1]}}, value};
            wide = extended[SUM_BITS-1:0];
        end
    endfunction

    // The sums of the coming cycle, a weight and what is added are temporary: nothing else reads them.
    // verilator lint_off BLKSEQ
    reg [LANES*SUM_BITS-1:0]          first;
    reg [LANES*SUM_BITS-1:0]          next;
    reg signed [WEIGHT_BITS-1:0] weight;
    reg signed [SUM_BITS-1:0]           term;
    wire                        to_first = add && (steps[0] || (merge && steps[1]));
    integer i;
    always @(posedge clk)
        if (clear || to_first) begin
            next = clear ? {LANES*SUM_BITS{1'b0}} : first;
            if (to_first)
                for (i = 0; i < LANES; i = i + 1) begin
                    weight = weights[i*WEIGHT_BITS +: WEIGHT_BITS];
                    if (weight != 0) begin
                        term = wide(weight);
                        next[i*SUM_BITS +: SUM_BITS] = next[i*SUM_BITS +: SUM_BITS]
                            + (steps[0] ? term <<< first_shift : {SUM_BITS{1'b0}})
                            + (merge && steps[1] ? term <<< second_shift : {SUM_BITS{1'b0}});
                    end
                end
            first <= next;
        end

    generate
        if (STEPS > 1) begin : parallel
            reg [LANES*SUM_BITS-1:0]           second;
            reg [LANES*SUM_BITS-1:0]           second_next;
            reg signed [WEIGHT_BITS-1:0] second_weight;
            reg signed [SUM_BITS-1:0]            second_term;
            wire                         to_second = add && !merge && steps[1];
            integer j;
            always @(posedge clk)
                if (clear || to_second) begin
                    second_next = clear ? {LANES*SUM_BITS{1'b0}} : second;
                    if (to_second)
                        for (j = 0; j < LANES; j = j + 1) begin
                            second_weight = weights[j*WEIGHT_BITS +: WEIGHT_BITS];
                            if (second_weight != 0) begin
                                second_term = wide(second_weight);
                                second_next[j*SUM_BITS +: SUM_BITS] =
                                    second_next[j*SUM_BITS +: SUM_BITS] + (second_term <<< second_shift);
                            end
                        end
                    second <= second_next;
                end
            assign sums = step ? second : first;
        end else begin : single
            assign sums = first;
        end
    endgenerate
    // verilator lint_on BLKSEQ
endmodule
`default_nettype wire
