// The machine: Machine of the simulator, without its program, whose instruction at hand comes in by the fields below.
//
// A frame: features go in one by one, start is 1 for a cycle while ready is 1, and done is 1 in the cycle after the
// last one of the frame. With decide, the decision of a keyword readout follows the frame without a gap. Logits come
// out a group of lanes at a time, and so does everything that a known answer holds.
`default_nettype none
module machine #(
    // Sizes of the machine and of the image's shape.
    parameter LANES = 1,
    parameter WEIGHT_BITS = 4,
    parameter MEMBRANE_BITS = 16,
    parameter TIME_STEPS = 1,
    parameter STEPS = 1,            // of them in parallel: sums of a lane
    parameter BANDS = 1,
    parameter DIRECT = 0,           // features straight in
    parameter ADAPTIVE = 0,
    parameter POWERS = 0,
    parameter GRADED = 0,
    parameter EACH = 1,             // most spike words side by side
    parameter PLANES = 1,
    parameter DIGITS = 0,           // most digits of delays
    parameter SKIPS = 1,
    parameter COMPRESSED = 0,
    parameter ACCESSES = 1,         // most accesses of a weight word
    parameter NUMBER_BITS = 1,      // of the largest number of a weight word in its matrix
    parameter INVERSE_SHIFT = 1,
    parameter LANE_BITS = 16,       // of the membrane memory
    parameter ENCODER_BITS = 32,
    parameter SUM_BITS = 32,        // of a lane's sum
    parameter WORDS_BITS = 16,      // of the most words that a scan goes through
    parameter FETCH_BITS = 20,      // of the most fetches for a word of inputs
    parameter ALIGNED = 0,          // outputs of a group never cross a spike word
    parameter PROGRAM_ADDRESS = 1,
    parameter GROUP_BITS = 1,       // of the number of a group
    parameter CLEARED = 1,
    parameter SPIKE_ADDRESS = 1,
    parameter RINGS = 1,
    parameter [RINGS*SPIKE_ADDRESS-1:0] RING_STRIDES = 0,
    parameter [RINGS*SPIKE_ADDRESS-1:0] RING_LASTS = 0,
    // Memories.
    parameter SPIKE_WORD = 64,
    parameter SPIKE_DEPTH = 2,
    parameter SPIKE_CLEARED = 2,
    parameter SPIKE_PORTS = 1,
    parameter SPIKE_LATENCY = 0,
    parameter SPIKE_CONTENT = "",
    parameter WEIGHT_WIDTH = 4,
    parameter WEIGHT_DEPTH = 2,
    parameter WEIGHT_ADDRESS = 1,
    parameter WEIGHT_PORTS = 1,
    parameter WEIGHT_LATENCY = 0,
    parameter WEIGHT_CONTENT = "",
    parameter PARAMETER_DEPTH = 2,
    parameter PARAMETER_ADDRESS = 1,
    parameter PARAMETER_PORTS = 1,
    parameter PARAMETER_LATENCY = 0,
    parameter PARAMETER_CONTENT = "",
    parameter MEMBRANE_DEPTH = 2,
    parameter MEMBRANE_ADDRESS = 1,
    parameter MEMBRANE_PORTS = 1,
    parameter MEMBRANE_LATENCY = 0,
    parameter ENCODER_DEPTH = 2,
    parameter ENCODER_ADDRESS = 1,
    parameter ENCODER_PORTS = 1,
    parameter ENCODER_LATENCY = 0,
    parameter SUM_DEPTH = 2,
    parameter SUM_ADDRESS = 1,
    parameter SUM_PORTS = 1,
    parameter SUM_LATENCY = 0
) (
    input  wire                         clk,
    input  wire                         rst,
    // A frame.
    output wire                         ready,
    input  wire                         feature_write,
    input  wire [7:0]                   feature_index,
    input  wire [7:0]                   feature,
    input  wire                         start,
    input  wire                         decide,
    output wire                         busy,
    output wire                         done,
    // What comes out, each in the cycle in which it is computed: of lanes 0 to count - 1, numbered from first on.
    output wire [15:0]                  out_first,
    output wire [15:0]                  out_count,
    output wire [7:0]                   out_layer,
    output wire                         out_step,
    output wire                         encoded_valid,
    output wire [LANES*4-1:0]           encoded,
    output wire                         updated_valid,
    output wire [LANES*4-1:0]           fired,
    output wire [LANES*16-1:0]          potentials,
    output wire [LANES*16-1:0]          adaptations,
    output wire                         rounded_valid,
    output wire [LANES*8-1:0]           rounded,
    output wire                         logits_valid,
    output wire [LANES*32-1:0]          logits,
    // Rows of weights, while no frame is worked on.
    input  wire                         load_write,
    input  wire [WEIGHT_ADDRESS-1:0]    load_address,
    input  wire [WEIGHT_WIDTH-1:0]      load_row,
    // The program.
    output wire [PROGRAM_ADDRESS-1:0]   program_address,
    input  wire [2:0]                   op,
    input  wire                         ends_frame,
    input  wire                         ends_all,
    input  wire                         ends_group,
    input  wire [7:0]                   layer,
    input  wire [15:0]                  count,
    input  wire [15:0]                  words,
    input  wire [6:0]                   last_bits,
    input  wire [SPIKE_ADDRESS-1:0] source,
    input  wire [7:0]                   ring,
    input  wire                         age,
    input  wire [3:0]                   each,
    input  wire [SPIKE_ADDRESS-1:0] each_stride,
    input  wire [3:0]                   planes,
    input  wire [19:0]                  fetches,
    input  wire [19:0]                  fetches_more,
    input  wire [6:0]                   ages,
    input  wire [2:0]                   digits,
    input  wire [SPIKE_ADDRESS-1:0] digits_at,
    input  wire [SPIKE_ADDRESS-1:0] due,
    input  wire                         in_all_steps,
    input  wire                         merge,
    input  wire                         shifts,
    input  wire [4:0]                   shift,
    input  wire                         clears,
    input  wire [23:0]                  row,
    input  wire [15:0]                  groups,
    input  wire [32:0]                  words_inverse,
    input  wire [11:0]                  words_in_row,
    input  wire [15:0]                  word_bits,
    input  wire [11:0]                  accesses,
    input  wire                         compressed,
    input  wire [1:0]                   parameter_reads,
    input  wire [PARAMETER_ADDRESS-1:0] parameter_at,
    input  wire [PARAMETER_ADDRESS-1:0] parameter_second,
    input  wire [1:0]                   membrane_words,
    input  wire [MEMBRANE_ADDRESS-1:0] membrane_at,
    input  wire [MEMBRANE_ADDRESS-1:0] membrane_second,
    input  wire [1:0]                   encoder_words,
    input  wire [ENCODER_ADDRESS-1:0] encoder_at,
    input  wire [1:0]                   sum_reads,
    input  wire [1:0]                   sum_writes,
    input  wire [SUM_ADDRESS-1:0] sum_at,
    input  wire                         two_steps,
    input  wire                         adaptive,
    input  wire [1:0]                   code,
    input  wire [2:0]                   levels,
    input  wire [3:0]                   largest,
    input  wire [3:0]                   right_shift,
    input  wire [7:0]                   target_ring,
    input  wire [SPIKE_ADDRESS-1:0] target,
    input  wire [SPIKE_ADDRESS-1:0] target_stride,
    input  wire [3:0]                   rows,
    input  wire [SPIKE_ADDRESS-1:0] row_words,
    input  wire [6:0]                   row_bits,
    input  wire [4:0]                   hidden_shift
);
    localparam [2:0] SCAN = 3'd0;
    localparam [2:0] COLLECT = 3'd1;
    localparam [2:0] ENCODE = 3'd2;
    localparam [2:0] SPREAD = 3'd3;
    localparam [2:0] UPDATE = 3'd4;
    localparam [2:0] ACCUMULATE = 3'd5;
    localparam [2:0] ANSWER = 3'd6;
    localparam [2:0] ROUND = 3'd7;

    localparam WIDE = DIRECT && BANDS > LANES ? BANDS : LANES;
    localparam SA = SPIKE_ADDRESS;

    // ---- Control -----------------------------------------------------------------------------------------------
    wire        running;
    wire        begins;
    wire        clearing;
    wire [19:0] clear_address;
    wire        scan_done;
    wire        operation_done;

    wire scans = running && op == SCAN;
    wire collects = running && op == COLLECT;
    wire operates = running && op != SCAN && op != COLLECT;

    // What counts up from group to group.
    wire [GROUP_BITS-1:0]   group;
    wire                    is_last_group;
    wire [15:0]             first;
    wire [SA-1:0]           first_word;
    wire [6:0]              target_offset;
    // verilator lint_off UNUSEDSIGNAL
    wire [15:0]             last_group = groups - 16'd1;
    wire [31:0]             wide_group = {{32-GROUP_BITS{1'b0}}, group};
    // verilator lint_on UNUSEDSIGNAL
    localparam [15:0]       ALL_LANES = LANES;
    wire [15:0]             group_count = is_last_group ? count : ALL_LANES;
    wire [19:0]             group_fetches = is_last_group ? fetches : fetches + fetches_more;

    controller #(
        .PROGRAM_ADDRESS(PROGRAM_ADDRESS), .CLEARED(CLEARED), .GROUP_BITS(GROUP_BITS), .LANES(LANES),
        .SPIKE_WORD(SPIKE_WORD), .SPIKE_ADDRESS(SA)
    ) controller (
        .clk(clk),
        .rst(rst),
        .start(start),
        .decide(decide),
        .ends_frame(ends_frame),
        .ends_all(ends_all),
        .ends_group(ends_group),
        .last_group(last_group[GROUP_BITS-1:0]),
        .instruction_done(operates ? operation_done : scan_done),
        .next_address(program_address),
        .running(running),
        .begins(begins),
        .clearing(clearing),
        .clear_address(clear_address),
        .group(group),
        .is_last_group(is_last_group),
        .first(first),
        .first_word(first_word),
        .first_bit(target_offset),
        .ready(ready),
        .done(done)
    );
    assign busy = running;

    wire [RINGS*SPIKE_ADDRESS-1:0] ring_now;
    wire [RINGS*SPIKE_ADDRESS-1:0] ring_before;
    rings #(.RINGS(RINGS), .ADDRESS(SA), .STRIDES(RING_STRIDES), .LASTS(RING_LASTS)) rings (
        .clk(clk), .rst(rst), .frame(start && ready), .now(ring_now), .earlier(ring_before)
    );
    wire [SA-1:0] ring_offset = age ? ring_before[ring*SA +: SA] : ring_now[ring*SA +: SA];
    wire [SA-1:0] ring_stride = RING_STRIDES[ring*SA +: SA];
    wire [SA-1:0] ring_last = RING_LASTS[ring*SA +: SA];
    wire [SA-1:0] target_slot = ring_now[target_ring*SA +: SA];

    // ---- The frame at hand: FrameInput -------------------------------------------------------------------------
    wire [LANES*8-1:0] features;
    // verilator lint_off UNUSEDSIGNAL
    wire [BANDS*8-1:0] frame;       // of a direct encoder
    // verilator lint_on UNUSEDSIGNAL

    feature_memory #(.LANES(LANES), .BANDS(BANDS), .DIRECT(DIRECT)) feature_memory (
        .clk(clk),
        .write(feature_write),
        .index(feature_index),
        .feature(feature),
        .first(ready),
        .taken(encoded_valid),
        .group(features),
        .all(frame)
    );

    // ---- Zero-skip unit, weights, adders -----------------------------------------------------------------------
    wire                        broadcast;
    wire [15:0]                 input_index;
    wire [1:0]                  input_steps;
    wire [4:0]                  input_first_shift;
    wire [4:0]                  input_second_shift;
    wire                        accepted;
    wire [SPIKE_PORTS-1:0]      skip_write;
    wire [SPIKE_PORTS*SA-1:0]   skip_address;
    wire [SPIKE_PORTS*SPIKE_WORD-1:0] skip_data;
    wire [SPIKE_PORTS*SPIKE_WORD-1:0] spike_word;

    zero_skip_unit #(
        .WORD(SPIKE_WORD), .ADDRESS(SA), .PORTS(SPIKE_PORTS), .LATENCY(SPIKE_LATENCY),
        .EACH(EACH), .PLANES(PLANES), .DIGITS(DIGITS), .SKIPS(SKIPS),
        .WORDS_BITS(WORDS_BITS), .FETCH_BITS(FETCH_BITS)
    ) zero_skip_unit (
        .clk(clk),
        .rst(rst),
        .begins(begins),
        .scans(scans),
        .collects(collects),
        .words(words),
        .last_bits(last_bits),
        .source(source),
        .ring_offset(ring_offset),
        .ring_stride(ring_stride),
        .ring_last(ring_last),
        .each(each),
        .each_stride(each_stride),
        .planes(planes),
        .fetches(group_fetches),
        .ages(ages),
        .digits(digits),
        .digits_at(digits_at),
        .due(due),
        .in_all_steps(in_all_steps),
        .two_steps(TIME_STEPS > 1),
        .shifts(shifts),
        .shift(shift),
        .broadcast(broadcast),
        .input_index(input_index),
        .input_steps(input_steps),
        .first_shift(input_first_shift),
        .second_shift(input_second_shift),
        .accepted(accepted),
        .done(scan_done),
        .port_write(skip_write),
        .port_address(skip_address),
        .port_data(skip_data),
        .port_word(spike_word)
    );

    wire                            add;
    wire [LANES*WEIGHT_BITS-1:0]    weights;
    wire [1:0]                      add_steps;
    wire [4:0]                      add_first_shift;
    wire [4:0]                      add_second_shift;
    wire                            add_merge;
    wire                            lanes_idle;
    wire [WEIGHT_PORTS*WEIGHT_ADDRESS-1:0] weight_address;
    wire [WEIGHT_PORTS*WEIGHT_WIDTH-1:0] weight_word;

    weight_reader #(
        .LANES(LANES), .WEIGHT_BITS(WEIGHT_BITS), .WIDTH(WEIGHT_WIDTH), .ADDRESS(WEIGHT_ADDRESS),
        .PORTS(WEIGHT_PORTS), .LATENCY(WEIGHT_LATENCY), .ACCESSES(ACCESSES),
        .NUMBER_BITS(NUMBER_BITS), .INVERSE_SHIFT(INVERSE_SHIFT), .COMPRESSED(COMPRESSED)
    ) weight_reader (
        .clk(clk),
        .rst(rst),
        .row(row),
        .groups(groups),
        .group(wide_group[15:0]),
        .words_inverse(words_inverse),
        .words_in_row(words_in_row),
        .word_bits(word_bits),
        .accesses(accesses),
        .compressed(compressed),
        .begins(begins),
        .broadcast(broadcast),
        .input_index(input_index),
        .input_steps(input_steps),
        .first_shift(input_first_shift),
        .second_shift(input_second_shift),
        .merge(merge),
        .accepted(accepted),
        .add(add),
        .weights(weights),
        .add_steps(add_steps),
        .add_first_shift(add_first_shift),
        .add_second_shift(add_second_shift),
        .add_merge(add_merge),
        .idle(lanes_idle),
        .port_address(weight_address),
        .port_word(weight_word)
    );

    weight_memory #(
        .WIDTH(WEIGHT_WIDTH), .DEPTH(WEIGHT_DEPTH), .ADDRESS(WEIGHT_ADDRESS), .PORTS(WEIGHT_PORTS),
        .LATENCY(WEIGHT_LATENCY), .CONTENT(WEIGHT_CONTENT)
    ) weight_memory (
        .clk(clk),
        .load_write(load_write),
        .load_address(load_address),
        .load_row(load_row),
        .port_address(weight_address),
        .port_word(weight_word)
    );

    // ---- An operation on a group of lanes ----------------------------------------------------------------------
    wire       may_read;
    wire       may_write;
    wire       working;
    wire       compute;
    wire       step;
    wire [1:0] cycle;
    wire       spikes_written;
    wire       parameter_here;
    wire       membrane_here;
    wire       encoder_here;
    wire       sum_here;
    wire       parameter_written;
    wire       membrane_written;
    wire       encoder_written;
    wire       sum_written;

    group_operation group_operation (
        .clk(clk),
        .active(operates),
        .begins(begins),
        .two_steps(two_steps),
        .adaptive(adaptive),
        .lanes_idle(lanes_idle),
        .words_here(parameter_here && membrane_here && encoder_here && sum_here),
        .spikes_written(spikes_written),
        .words_written(parameter_written && membrane_written && encoder_written && sum_written),
        .may_read(may_read),
        .working(working),
        .compute(compute),
        .step(step),
        .cycle(cycle),
        .may_write(may_write),
        .done(operation_done)
    );

    wire encodes = working && op == ENCODE;
    wire updates = working && op == UPDATE;
    // A scan asks in its first cycle for what the operation behind it needs: Prefetch.
    wire asks_ahead = may_read || (scans && begins);

    wire [2*LANES*40-1:0]           parameters;
    wire [2*LANES*LANE_BITS-1:0]    membranes;
    wire [2*LANES*LANE_BITS-1:0]    membranes_left;
    wire [LANES*ENCODER_BITS-1:0]   estimates;
    wire [LANES*ENCODER_BITS-1:0]   estimates_left;
    wire [LANES*32-1:0]             sums;
    wire [LANES*32-1:0]             sums_left;

    wire [LANES*SUM_BITS-1:0]       added;

    accumulators #(
        .LANES(LANES), .WEIGHT_BITS(WEIGHT_BITS), .SUM_BITS(SUM_BITS), .STEPS(STEPS)
    ) accumulators (
        .clk(clk),
        .clear(scans && begins && clears),
        .add(add),
        .weights(weights),
        .steps(add_steps),
        .first_shift(add_first_shift),
        .second_shift(add_second_shift),
        .merge(add_merge),
        .step(step),
        .sums(added)
    );

    neuron_unit #(
        .LANES(LANES), .LANE_BITS(LANE_BITS), .MEMBRANE_BITS(MEMBRANE_BITS), .SUM_BITS(SUM_BITS),
        .ADAPTIVE(ADAPTIVE), .POWERS(POWERS), .GRADED(GRADED)
    ) neuron_unit (
        .clk(clk),
        .works(updates),
        .compute(compute && updates),
        .cycle(cycle),
        .first_step(!step),
        .adaptive(adaptive),
        .code(code),
        .levels(levels),
        .largest(largest),
        .right_shift(right_shift),
        .parameters(parameters),
        .membranes(membranes),
        .currents(added),
        .potentials(potentials),
        .fired(fired),
        .adaptations(adaptations),
        .left(membranes_left)
    );

    encoder_unit #(.LANES(LANES), .BITS(ENCODER_BITS)) encoder_unit (
        .works(encodes && compute),
        .features(features),
        .parameters(parameters[LANES*40-1:0]),
        .estimates(estimates),
        .left(estimates_left),
        .fired(encoded)
    );

    readout_unit #(.LANES(LANES), .SUM_BITS(SUM_BITS)) readout_unit (
        .accumulates(compute && op == ACCUMULATE),
        .answers(compute && op == ANSWER),
        .rounds(compute && op == ROUND),
        .hidden_shift(hidden_shift),
        .added(added),
        .sums(sums),
        .parameters(parameters[LANES*40-1:0]),
        .left(sums_left),
        .logits(logits),
        .rounded(rounded)
    );

    // What is written back in a later cycle than it was computed in.
    reg [LANES*ENCODER_BITS-1:0] estimates_kept;
    reg [LANES*32-1:0]           sums_kept;
    always @(posedge clk) begin
        if (compute && op == ENCODE) estimates_kept <= estimates_left;
        if (compute && op == ACCUMULATE) sums_kept <= sums_left;
    end

    assign out_first = first;
    assign out_count = group_count;
    assign out_layer = layer;
    assign out_step = step;
    assign encoded_valid = compute && op == ENCODE;
    assign updated_valid = compute && op == UPDATE;
    assign rounded_valid = compute && op == ROUND;
    assign logits_valid = compute && op == ANSWER;

    // ---- Spikes and bit planes to the spike memory -------------------------------------------------------------
    // Row k has bit k of what every lane, or band, puts out.
    reg [8*WIDE-1:0] bits;
    integer k;
    integer i;
    always @* begin
        bits = {8*WIDE{1'b0}};
        if (compute)
            for (k = 0; k < 8; k = k + 1)
                if (k < {28'd0, rows}) begin
                    if (op == SPREAD)
                        for (i = 0; DIRECT && i < BANDS; i = i + 1) bits[k*WIDE + i] = frame[i*8 + k];
                    else
                        for (i = 0; i < LANES; i = i + 1)
                            bits[k*WIDE + i] = op == ROUND ? rounded[i*8 + k]
                                : k < 4 && (op == UPDATE ? fired[i*4 + k%4] : encoded[i*4 + k%4]);
                end
    end

    wire [SPIKE_PORTS-1:0]      put_write;
    wire [SPIKE_PORTS*SA-1:0]   put_address;
    wire [SPIKE_PORTS*SPIKE_WORD-1:0] put_data;
    wire [SPIKE_PORTS*SPIKE_WORD-1:0] put_mask;
    wire [SA-1:0] target_now = target + first_word + target_slot + (step ? target_stride : {SA{1'b0}});

    spike_writer #(.WORD(SPIKE_WORD), .ADDRESS(SA), .PORTS(SPIKE_PORTS), .WIDE(WIDE), .ALIGNED(ALIGNED)) spike_writer (
        .clk(clk),
        .starts(compute),
        .working(working),
        .rows(rows),
        .count(group_count),
        .address(target_now),
        .offset(target_offset),
        .row_words(row_words),
        .row_bits(row_bits),
        .bits(bits),
        .written(spikes_written),
        .port_write(put_write),
        .port_address(put_address),
        .port_data(put_data),
        .port_mask(put_mask)
    );

    // ---- Memories ----------------------------------------------------------------------------------------------
    reg [SPIKE_PORTS-1:0]               spike_write;
    reg [SPIKE_PORTS*SA-1:0]            spike_address;
    wire [SPIKE_PORTS*SPIKE_WORD-1:0]   spike_data;
    wire [SPIKE_PORTS*SPIKE_WORD-1:0]   spike_mask;
    always @* begin
        spike_write = operates ? put_write : skip_write;
        spike_address = operates ? put_address : skip_address;
        if (clearing) begin
            spike_write = {SPIKE_PORTS{1'b0}};
            spike_write[0] = {12'd0, clear_address} < SPIKE_CLEARED;
            spike_address[0 +: SA] = clear_address[SA-1:0];
        end
    end
    assign spike_data = clearing ? {SPIKE_PORTS*SPIKE_WORD{1'b0}} : operates ? put_data : skip_data;
    assign spike_mask = operates && !clearing ? put_mask : {SPIKE_PORTS*SPIKE_WORD{1'b1}};

    spike_memory #(
        .WIDTH(SPIKE_WORD), .DEPTH(SPIKE_DEPTH), .ADDRESS(SA), .PORTS(SPIKE_PORTS),
        .LATENCY(SPIKE_LATENCY), .CONTENT(SPIKE_CONTENT)
    ) spike_memory (
        .clk(clk),
        .port_write(spike_write),
        .port_address(spike_address),
        .port_data(spike_data),
        .port_mask(spike_mask),
        .port_word(spike_word)
    );

    kept_memory #(
        .WIDTH(LANES*40), .DEPTH(PARAMETER_DEPTH), .CLEARED(0), .ADDRESS(PARAMETER_ADDRESS),
        .PORTS(PARAMETER_PORTS), .LATENCY(PARAMETER_LATENCY), .CONTENT(PARAMETER_CONTENT)
    ) parameter_memory (
        .clk(clk),
        .rst(rst),
        .clearing(clearing),
        .clear_address(clear_address),
        .begins(begins),
        .reads(parameter_reads),
        .writes(2'd0),
        .address(parameter_at + wide_group[PARAMETER_ADDRESS-1:0]),
        .second(parameter_second + wide_group[PARAMETER_ADDRESS-1:0]),
        .may_read(asks_ahead),
        .may_write(may_write),
        // verilator lint_off WIDTHCONCAT
        .data({2*LANES*40{1'b0}}), // words of many lanes are wide
        // verilator lint_on WIDTHCONCAT
        .words(parameters),
        .here(parameter_here),
        .written(parameter_written)
    );

    kept_memory #(
        .WIDTH(LANES*LANE_BITS), .DEPTH(MEMBRANE_DEPTH), .CLEARED(MEMBRANE_DEPTH),
        .ADDRESS(MEMBRANE_ADDRESS), .PORTS(MEMBRANE_PORTS), .LATENCY(MEMBRANE_LATENCY)
    ) membrane_memory (
        .clk(clk),
        .rst(rst),
        .clearing(clearing),
        .clear_address(clear_address),
        .begins(begins),
        .reads(membrane_words),
        .writes(membrane_words),
        .address(membrane_at + wide_group[MEMBRANE_ADDRESS-1:0]),
        .second(membrane_second + wide_group[MEMBRANE_ADDRESS-1:0]),
        .may_read(may_read),
        .may_write(may_write),
        .data(membranes_left),
        .words(membranes),
        .here(membrane_here),
        .written(membrane_written)
    );

    kept_memory #(
        .WIDTH(LANES*ENCODER_BITS), .WORDS(1), .DEPTH(ENCODER_DEPTH), .CLEARED(ENCODER_DEPTH),
        .ADDRESS(ENCODER_ADDRESS), .PORTS(ENCODER_PORTS), .LATENCY(ENCODER_LATENCY)
    ) encoder_memory (
        .clk(clk),
        .rst(rst),
        .clearing(clearing),
        .clear_address(clear_address),
        .begins(begins),
        .reads(encoder_words),
        .writes(encoder_words),
        .address(encoder_at + wide_group[ENCODER_ADDRESS-1:0]),
        .second({ENCODER_ADDRESS{1'b0}}),
        .may_read(may_read),
        .may_write(may_write),
        .data(compute ? estimates_left : estimates_kept),
        .words(estimates),
        .here(encoder_here),
        .written(encoder_written)
    );

    kept_memory #(
        .WIDTH(LANES*32), .WORDS(1), .DEPTH(SUM_DEPTH), .CLEARED(SUM_DEPTH),
        .ADDRESS(SUM_ADDRESS), .PORTS(SUM_PORTS), .LATENCY(SUM_LATENCY)
    ) sum_memory (
        .clk(clk),
        .rst(rst),
        .clearing(clearing),
        .clear_address(clear_address),
        .begins(begins),
        .reads(sum_reads),
        .writes(sum_writes),
        .address(sum_at + wide_group[SUM_ADDRESS-1:0]),
        .second({SUM_ADDRESS{1'b0}}),
        .may_read(asks_ahead),
        .may_write(may_write),
        .data(compute ? sums_left : sums_kept),
        .words(sums),
        .here(sum_here),
        .written(sum_written)
    );

endmodule
`default_nettype wire
