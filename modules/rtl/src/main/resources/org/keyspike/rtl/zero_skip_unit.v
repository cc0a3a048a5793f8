// The zero-skip unit: ZeroSkipUnit, FetchedWords and CollectInstruction of the simulator.
//
// It scans packed spike words and broadcasts the inputs that are active in either step, one a cycle; a word without a
// spike takes one cycle. It has a word in use and room for the next, which it fetches meanwhile: one word for each step
// and plane side by side and, where inputs come late, those of the last frames and the digits of the delays.
`default_nettype none
module zero_skip_unit #(
    parameter WORD = 64,
    parameter ADDRESS = 1,
    parameter PORTS = 1,
    parameter LATENCY = 0,
    parameter EACH = 1,         // most words side by side: steps times planes
    parameter PLANES = 1,       // most planes side by side
    parameter DIGITS = 0,       // most digits of delays; 0 where nothing comes late
    parameter SKIPS = 1,
    parameter WORDS_BITS = 16,  // of the most words of inputs
    parameter FETCH_BITS = 20   // of the most fetches for one, at least 5
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire                     begins,         // first cycle of the instruction
    input  wire                     scans,          // the instruction is a scan
    input  wire                     collects,       // the instruction is a collection
    // Where the spikes are: ScanSource.
    // verilator lint_off UNUSEDSIGNAL
    input  wire [15:0]              words,          // of inputs; the bits that some have
    // verilator lint_on UNUSEDSIGNAL
    input  wire [6:0]               last_bits,      // inputs in the last word
    input  wire [ADDRESS-1:0]       source,         // the first word, ring apart
    input  wire [ADDRESS-1:0]       ring_offset,    // of the frame at hand, or the one before
    input  wire [ADDRESS-1:0]       ring_stride,    // from a frame to the next
    input  wire [ADDRESS-1:0]       ring_last,      // offset of the last slot
    input  wire [3:0]               each,           // words side by side
    input  wire [ADDRESS-1:0]       each_stride,
    input  wire [3:0]               planes,         // of each step
    // verilator lint_off UNUSEDSIGNAL
    input  wire [19:0]              fetches,        // words that are fetched for a word of inputs; likewise
    // verilator lint_on UNUSEDSIGNAL
    input  wire [6:0]               ages,           // frames that are looked at
    input  wire [2:0]               digits,         // of the delays
    input  wire [ADDRESS-1:0]       digits_at,
    input  wire [ADDRESS-1:0]       due,            // where a collection writes to
    // How spikes become additions: Scan.Spikes.
    input  wire                     in_all_steps,
    input  wire                     two_steps,      // of the network
    // verilator lint_off UNUSEDSIGNAL
    input  wire                     shifts,         // the planes say how far; without powers of two nothing does
    // verilator lint_on UNUSEDSIGNAL
    input  wire [4:0]               shift,
    // The broadcast.
    output wire                     broadcast,
    output wire [15:0]              input_index,
    output wire [1:0]               input_steps,
    output wire [4:0]               first_shift,
    output wire [4:0]               second_shift,
    input  wire                     accepted,
    output wire                     done,
    // The spike memory.
    output reg  [PORTS-1:0]         port_write,
    output reg  [PORTS*ADDRESS-1:0] port_address,
    output reg  [PORTS*WORD-1:0]    port_data,
    input  wire [PORTS*WORD-1:0]    port_word
);
    localparam DIGIT_WORDS = DIGITS > 0 ? DIGITS : 1;
    localparam [4:0] AT_ONCE = PORTS;

    localparam [WORDS_BITS-1:0] ONE_WORD = 1;

    wire active = scans || collects;
    wire [WORDS_BITS-1:0] all_inputs = words[WORDS_BITS-1:0];
    wire [FETCH_BITS-1:0] all_fetches = fetches[FETCH_BITS-1:0];

    // ---- Fetching ----------------------------------------------------------------------------------------------
    reg         fetching_before;
    reg  [WORDS_BITS-1:0] word_before;      // that is fetched, or fetched next
    reg  [FETCH_BITS-1:0] to_fetch_before;
    reg  [FETCH_BITS-1:0] missing_before;
    reg  [3:0]  to_write_before;    // words of a collection

    wire [WORDS_BITS-1:0] fetch_word = begins ? {WORDS_BITS{1'b0}} : word_before;
    wire        fetching = fetching_before && !begins;
    wire [3:0]  to_write = begins ? 4'd0 : to_write_before;
    wire        starts = active && !fetching && fetch_word < all_inputs && to_write == 4'd0;
    wire [FETCH_BITS-1:0] to_fetch = starts ? all_fetches : begins ? {FETCH_BITS{1'b0}} : to_fetch_before;
    wire [4:0]  asked = !active ? 5'd0 : to_fetch > wide(AT_ONCE) ? AT_ONCE : to_fetch[4:0];

    // As wide as the fetches are counted.
    function [FETCH_BITS-1:0] wide(input [4:0] value);
        // verilator lint_off UNUSEDSIGNAL
        reg [FETCH_BITS+4:0] extended;
        // verilator lint_on UNUSEDSIGNAL
        begin
            extended = {{FETCH_BITS{1'b0}}, value};
            wide = extended[FETCH_BITS-1:0];
        end
    endfunction

    // The walk of the requests: digits first, then the words of one age after the other.
    reg [2:0]           q_digit_before, q_digit;
    reg [ADDRESS-1:0]   q_digit_at_before, q_digit_at;
    reg [3:0]           q_which_before, q_which;
    reg [ADDRESS-1:0]   q_at_before, q_at;
    reg [6:0]           q_age_before, q_age;
    reg [ADDRESS-1:0]   q_offset_before, q_offset;

    // Words of a collection that are written in this cycle.
    wire [4:0] writes = {1'b0, to_write} > AT_ONCE ? AT_ONCE : {1'b0, to_write};
    wire [3:0] write_first = each - to_write;
    wire [EACH*WORD-1:0] current;

    // The places of words, as wide as addresses.
    // verilator lint_off UNUSEDSIGNAL
    wire [31:0]         all_words = {16'd0, words};
    wire [31:0]         all_fetched = {{32-WORDS_BITS{1'b0}}, fetch_word};
    // verilator lint_on UNUSEDSIGNAL
    wire [ADDRESS-1:0]  stride = all_words[ADDRESS-1:0];
    wire [ADDRESS-1:0]  fetch_at = all_fetched[ADDRESS-1:0];
    // verilator lint_off UNUSEDSIGNAL
    reg [31:0]          write_which;    // as wide as it is computed
    // verilator lint_on UNUSEDSIGNAL

    integer p;
    always @* begin
        write_which = 32'd0;
        port_write = {PORTS{1'b0}};
        port_address = {PORTS*ADDRESS{1'b0}};
        q_digit = starts ? 3'd0 : q_digit_before;
        q_digit_at = starts ? {ADDRESS{1'b0}} : q_digit_at_before;
        q_which = starts ? 4'd0 : q_which_before;
        q_at = starts ? {ADDRESS{1'b0}} : q_at_before;
        q_age = starts ? 7'd0 : q_age_before;
        q_offset = starts ? ring_offset : q_offset_before;
        for (p = 0; p < PORTS; p = p + 1) begin
            if (p < {27'd0, asked}) begin
                if (DIGITS > 0 && q_digit < digits) begin
                    port_address[p*ADDRESS +: ADDRESS] = digits_at + q_digit_at + fetch_at;
                    q_digit = q_digit + 3'd1;
                    q_digit_at = q_digit_at + stride;
                end else begin
                    port_address[p*ADDRESS +: ADDRESS] = source + q_offset + q_at + fetch_at;
                    if (q_which + 4'd1 != each) begin
                        q_which = q_which + 4'd1;
                        q_at = q_at + each_stride;
                    end else begin
                        q_which = 4'd0;
                        q_at = {ADDRESS{1'b0}};
                        if (q_age + 7'd1 != ages) begin
                            q_age = q_age + 7'd1;
                            q_offset = q_offset == {ADDRESS{1'b0}} ? ring_last : q_offset - ring_stride;
                        end else begin
                            // Without broadcasting every lane fetches it for itself.
                            q_age = 7'd0;
                            q_offset = ring_offset;
                            q_digit = 3'd0;
                            q_digit_at = {ADDRESS{1'b0}};
                        end
                    end
                end
            end else if (p < {27'd0, writes}) begin
                port_write[p] = 1'b1;
                write_which = {28'd0, write_first} + p;
                port_address[p*ADDRESS +: ADDRESS] = due + write_which[ADDRESS-1:0] * stride + fetch_at;
            end
        end
    end

    // What a collection writes.
    reg [31:0]  data_which;
    integer     o;
    always @* begin
        data_which = 32'd0;
        port_data = {PORTS*WORD{1'b0}};
        for (o = 0; o < PORTS; o = o + 1)
            if (o < {27'd0, writes}) begin
                data_which = {28'd0, write_first} + o;
                port_data[o*WORD +: WORD] = current[data_which*WORD +: WORD];
            end
    end

    always @(posedge clk) begin
        q_digit_before <= q_digit;
        q_digit_at_before <= q_digit_at;
        q_which_before <= q_which;
        q_at_before <= q_at;
        q_age_before <= q_age;
        q_offset_before <= q_offset;
    end

    // ---- Arriving ----------------------------------------------------------------------------------------------
    wire [4:0] coming;
    generate
        if (LATENCY == 0) begin : at_once
            assign coming = asked;
        end else begin : later
            reg [5*LATENCY-1:0] way;
            if (LATENCY == 1) begin : by_one
                always @(posedge clk) way <= rst ? 5'd0 : asked;
            end else begin : by_more
                always @(posedge clk) way <= rst ? {5*LATENCY{1'b0}} : {way[5*(LATENCY-1)-1:0], asked};
            end
            assign coming = way[5*(LATENCY-1) +: 5];
        end
    endgenerate

    wire [FETCH_BITS-1:0] missing =
        (starts ? all_fetches : begins ? {FETCH_BITS{1'b0}} : missing_before) - wide(coming);
    wire        ready = (fetching || starts) && missing == {FETCH_BITS{1'b0}};

    reg [2:0]               a_digit_before, a_digit;
    reg [3:0]               a_which_before, a_which;
    reg [6:0]               a_age_before, a_age;
    reg [DIGIT_WORDS*WORD-1:0] digit_words_before, digit_words;
    reg [EACH*WORD-1:0]     next_before, next;
    reg [WORD-1:0]          late;       // inputs whose delay is the age at hand

    integer r;
    integer d;
    always @* begin
        a_digit = starts ? 3'd0 : a_digit_before;
        a_which = starts ? 4'd0 : a_which_before;
        a_age = starts ? 7'd0 : a_age_before;
        digit_words = digit_words_before;
        next = starts ? {EACH*WORD{1'b0}} : next_before;
        late = {WORD{1'b1}};
        for (r = 0; r < PORTS; r = r + 1) begin
            if (r < {27'd0, coming}) begin
                if (DIGITS > 0 && a_digit < digits) begin
                    digit_words[a_digit*WORD +: WORD] = port_word[r*WORD +: WORD];
                    a_digit = a_digit + 3'd1;
                end else begin
                    late = {WORD{1'b1}};
                    for (d = 0; d < DIGITS; d = d + 1)
                        if (d < {29'd0, digits})
                            late = late & (digit_words[d*WORD +: WORD] ^ {WORD{!a_age[d]}});
                    next[a_which*WORD +: WORD] = next[a_which*WORD +: WORD] | (port_word[r*WORD +: WORD] & late);
                    if (a_which + 4'd1 != each) begin
                        a_which = a_which + 4'd1;
                    end else begin
                        a_which = 4'd0;
                        if (a_age + 7'd1 != ages) begin
                            a_age = a_age + 7'd1;
                        end else begin
                            a_age = 7'd0;
                            a_digit = 3'd0;
                        end
                    end
                end
            end
        end
    end

    always @(posedge clk) begin
        a_digit_before <= a_digit;
        a_which_before <= a_which;
        a_age_before <= a_age;
        digit_words_before <= digit_words;
        next_before <= next;
    end

    // ---- Taking and broadcasting -------------------------------------------------------------------------------
    reg                 busy_before;
    reg [WORD-1:0]      todo_before;
    reg [EACH*WORD-1:0] current_before;
    reg [WORDS_BITS-1:0] base_before;   // the word in use
    reg [WORDS_BITS-1:0] taken_before;  // words taken

    wire take = ready && (collects || begins || !busy_before);
    wire busy = (busy_before && !begins) || take;

    wire            is_last = fetch_word + ONE_WORD == all_inputs;
    wire [WORD-1:0] used = is_last ? {WORD{1'b1}} >> (WORD - {25'd0, last_bits}) : {WORD{1'b1}};
    assign current = take ? next & {EACH{used}} : current_before;

    // The inputs that are active in the first and in the second step.
    reg [WORD-1:0] first_active;
    reg [WORD-1:0] second_active;
    integer w;
    always @* begin
        first_active = {WORD{1'b0}};
        second_active = {WORD{1'b0}};
        for (w = 0; w < EACH; w = w + 1) begin
            if (w < {28'd0, planes} && w < {28'd0, each})
                first_active = first_active | current[w*WORD +: WORD];
            else if (w < {28'd0, each})
                second_active = second_active | current[w*WORD +: WORD];
        end
    end

    wire [WORD-1:0] todo = !take ? todo_before : SKIPS ? first_active | second_active : used;
    wire [WORD-1:0] rest = todo & (todo - {{WORD-1{1'b0}}, 1'b1});
    wire [WORD-1:0] lowest = todo & ~rest;

    // The place of the lowest input, by halves: the upper half it is in says its highest bit, and so on.
    reg [5:0]  place;
    reg [63:0]  half;
    integer k;
    always @* begin
        half = 64'd0;
        half[WORD-1:0] = lowest;
        place = 6'd0;
        for (k = 5; k >= 0; k = k - 1)
            if (half >> (1 << k) != 64'd0) begin
                place[k] = 1'b1;
                half = half >> (1 << k);
            end
    end

    // verilator lint_off UNUSEDSIGNAL
    // A word is taken while it is the one that is fetched.
    wire [WORDS_BITS-1:0] base = take ? fetch_word : base_before;
    wire [31:0] first_input = {{32-WORDS_BITS{1'b0}}, base} * WORD;
    // verilator lint_on UNUSEDSIGNAL
    assign broadcast = scans && busy && todo != {WORD{1'b0}};
    localparam POWER_OF_TWO = (WORD & (WORD - 1)) == 0;
    assign input_index = POWER_OF_TWO ? first_input[15:0] | {10'd0, place} : first_input[15:0] + {10'd0, place};

    wire [1:0] spikes = {(second_active & lowest) != {WORD{1'b0}}, (first_active & lowest) != {WORD{1'b0}}};
    assign input_steps = in_all_steps && spikes != 2'd0 ? {two_steps, 1'b1} : spikes;

    // A power of two says by its code how far its weights are shifted.
    generate
        if (PLANES > 1) begin : powers
            reg [2:0] first_code;
            reg [2:0] second_code;
            integer c;
            always @* begin
                first_code = 3'd0;
                second_code = 3'd0;
                for (c = 0; c < PLANES && c < 3; c = c + 1)
                    if (c < {28'd0, planes}) begin
                        first_code[c] = (current[c*WORD +: WORD] & lowest) != {WORD{1'b0}};
                        if (c + {28'd0, planes} < {28'd0, each})
                            second_code[c] =
                                (current[(c + {28'd0, planes})*WORD +: WORD] & lowest) != {WORD{1'b0}};
                    end
            end
            assign first_shift = !shifts || first_code == 3'd0 ? shift : shift + {2'd0, first_code} - 5'd1;
            assign second_shift = !shifts || second_code == 3'd0 ? shift : shift + {2'd0, second_code} - 5'd1;
        end else begin : spikes_only
            assign first_shift = shift;
            assign second_shift = shift;
        end
    endgenerate

    wire [WORD-1:0] left = broadcast && accepted ? rest : todo;
    wire            word_done = scans && busy && left == {WORD{1'b0}};
    wire [WORDS_BITS-1:0] taken = (begins ? {WORDS_BITS{1'b0}} : taken_before) + (take ? ONE_WORD : {WORDS_BITS{1'b0}});
    wire            collected = collects && to_write != 4'd0 && {1'b0, to_write} == writes;
    assign done = word_done && taken == all_inputs || collected && is_last;

    always @(posedge clk) begin
        if (rst) begin
            fetching_before <= 1'b0;
            busy_before <= 1'b0;
            to_fetch_before <= {FETCH_BITS{1'b0}};
            missing_before <= {FETCH_BITS{1'b0}};
            to_write_before <= 4'd0;
            word_before <= {WORDS_BITS{1'b0}};
        end else begin
            fetching_before <= (fetching || starts) && !take;
            busy_before <= scans && busy && !word_done;
            to_fetch_before <= to_fetch - wide(asked);
            missing_before <= missing;
            to_write_before <= collects && take ? each : to_write - writes[3:0];
            word_before <= fetch_word + ((collects ? collected : take) ? ONE_WORD : {WORDS_BITS{1'b0}});
        end
        todo_before <= left;
        current_before <= current;
        base_before <= base;
        taken_before <= taken;
    end
endmodule
`default_nettype wire
