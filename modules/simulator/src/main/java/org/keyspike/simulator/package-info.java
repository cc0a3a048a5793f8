/**
 * The machine that executes a weight image, and what that costs in cycles and accesses.
 *
 * <p>Data flow: an {@link org.keyspike.simulator.Architecture} (read from {@code arch.yaml}) and a
 * {@link org.keyspike.hardware.WeightImage} make a {@link org.keyspike.simulator.machine.Machine};
 * frames of 8-bit features go in; spikes, potentials and logits come out as a {@link
 * org.keyspike.integer.Trace}, with {@link org.keyspike.simulator.FrameCounts} of integers for
 * every frame. {@link org.keyspike.simulator.explain.TraceAgreement} compares traces number for
 * number. {@link org.keyspike.simulator.explain.Explainer} finds out where two part and from which
 * words. {@link org.keyspike.simulator.trace.VcdTrace} and {@link
 * org.keyspike.simulator.trace.TextTrace} show every cycle. There are no joules here: energy is
 * these counts times a table of constants ({@link org.keyspike.simulator.energy}).
 *
 * <p>The accelerator follows arXiv 2503.21337 (recurrent layers and one fully connected, one or two
 * parallel time steps, input broadcasting with zero-skipping, merged spikes). Lanes, widths and the
 * rules below are our choice where the paper is silent.
 *
 * <h2>How it is built</h2>
 *
 * <p>A {@link org.keyspike.simulator.machine.Machine} steps state machines cycle by cycle. The
 * controller goes through a {@code Program}, written once when the image is loaded: scans by the
 * zero-skip unit and operations on a group of lanes (encode, update, put out, round), one after the
 * other. Ports and latencies of the memories make them wait; what a frame takes is what comes out.
 * {@link org.keyspike.simulator.model.CycleModel} says the same by formulas ({@code Timeline}), and
 * a property test holds the two equal, count for count, over random images, inputs and machines.
 *
 * <ul>
 *   <li><b>Zero-skip unit.</b> Has a spike word in use and room for the next, which it fetches
 *       meanwhile (one word a step, of all steps at once). It broadcasts the inputs that are active
 *       in either step, one a cycle; a word without a spike takes one cycle. Outputs of several
 *       bits, and inputs that come late, are said below.
 *   <li><b>Lanes.</b> The weight word of the input is read in the same cycle and added when the
 *       memory has it: P weights, an accumulator for each step.
 *   <li><b>Group operations.</b> Wait until the lanes have added everything, fetch words, compute
 *       (one cycle; an update one a step, three with adaptation, as a lane has one multiplier and
 *       adaptation needs two more products), write spike words and words back.
 * </ul>
 *
 * <h2>A frame</h2>
 *
 * <p>P lanes, B spikes a spike word, TS steps. For x outputs, bands or neurons G(x) = ⌈x / P⌉
 * groups. Where ports are enough and latencies 0, so that nothing waits:
 *
 * <pre>
 * scan(s)       = Σ over words of max(1, a)               a inputs active in either step; graded: Σ over bits scan(bit)
 * encode        = G(C)                                    any encoder; features straight in: the writes of their planes
 * feedForward   = Σ layers  G(N) · scan(input)            first layer on features: G(N) · Σ b=0..7 scan(bit b)
 *                 more than one group and delays: words(input) · (⌈fetched / p⌉ + ⌈written / p⌉) more, p ports
 * recurrent     = Σ layers with U  G(N) · scan(own spikes of the previous frame)
 * update        = Σ layers  G(N) · TS · (adaptive ? 3 : 1)
 * readout       = G(K) · (scan(last layer) + 1)           frame-wise
 *               = G(R) · (scan(last layer) + 1)           keyword
 * decision      = G(R) + G(K) · (1 + Σ b=0..7 scan(bit b of hidden))    keyword, in the frame that decides
 * </pre>
 *
 * <p>The encoder's spikes and the features are the same in every step and are scanned once for all.
 * A readout adds merged spikes: one read, once or twice added. The + 1 of a readout writes a
 * group's sums back or puts its logits out; what it needs is fetched while the spikes are scanned.
 * Features and hidden values are bit planes of 8 bits and are added shifted by their place.
 *
 * <h2>Outputs of several bits</h2>
 *
 * <p>A layer that does not fire spikes writes as many bit planes as its {@linkplain
 * org.keyspike.integer.IntegerCode code} has bits, of as many words as spikes would take. 0 is
 * always all zeros, so that the zero-skip unit skips it as it skips a neuron that does not spike.
 *
 * <ul>
 *   <li><b>Powers of two</b>, K levels: 2^i is stored as i + 1, in ⌈log₂(K + 1)⌉ bits. A scan reads
 *       the planes of a word side by side; their OR is what spikes would be. With the index goes
 *       the number in the planes, of each step its own, and every lane shifts the weight left by
 *       that number less 1 (and the layer's shift) before it adds: one cycle an index, as of
 *       spikes. The K comparisons of an update are made at once, K − 1 comparators more in a lane;
 *       what is taken from the membrane is the threshold shifted right.
 *   <li><b>Graded</b>, A bits: a scan for each plane, lowest first, shifted by its place, as
 *       features are read. An output costs one index for each bit of it that is 1. Nothing is taken
 *       from the membrane; the shift p is wired by the program.
 * </ul>
 *
 * <p>Reads and writes of the spike memory are those of spikes times the number of planes.
 *
 * <h2>Inputs that come late</h2>
 *
 * <p>Outputs stay where they were written: a layer, or the input, has a ring of D + 1 frames in the
 * spike memory (at least two, as U reads the frame before), D being the longest delay of whoever
 * hears it, and frame t, counted from 1, has slot t mod (D + 1). The delays lie beside it as β =
 * ⌈log₂(D + 1)⌉ bit planes of their binary digits, loaded with the image. For one spike word of
 * inputs the zero-skip unit fetches the β words of digits and the D + 1 words of the ring, for each
 * step and plane, and keeps of the word of the frame d before this one the inputs whose digits say
 * d:
 *
 * <pre>
 * word = OR over d = 0..D of (ring word of frame t − d) AND (digits = d)        a row of comparators of β bits
 * fetched for a word of inputs = β + (D + 1) · steps · planes                   instead of steps · planes
 * </pre>
 *
 * <p>A layer of one group does that as it scans: fetching goes on behind the indices of the word
 * before, so that it costs few cycles where there are ports enough. A layer of several groups does
 * it once, ahead of its first scan, and writes the words that are due to a region of their own,
 * which all groups scan as if nothing had been late; otherwise every group would fetch everything
 * again.
 *
 * <p>We weighed this against others. Writing each spike ahead, into the slot of the frame in which
 * it is due, reads plain words, but reads, changes and writes a word for each spike that comes
 * late, one after the other (a frame in which all inputs spike takes a cycle for each, and real
 * time is judged on the worst frame), clears every slot after use, and needs the delays of the
 * layer above in the units below. A scan for each delay, over inputs sorted by delay, makes D + 1
 * scans of mostly empty words, each of them a cycle, and reorders the neurons of the layer below. A
 * shift register of D bits for each input moves all of them in every frame. What is here takes the
 * same cycles whatever spikes, writes nothing twice, and is a mask and an OR.
 *
 * <p>Bits: the ring (D + 1) · M · steps · planes instead of M (input) or 2M (layer), the digits β ·
 * M, the words that are due M · steps · planes where there are several groups. {@link
 * org.keyspike.simulator.Event#SHIFTS} and {@link org.keyspike.simulator.Event#COMPARISONS} count
 * what powers of two add in the lanes; everything else is in cycles and accesses.
 *
 * <h2>State spaces</h2>
 *
 * <p>Blocks of a state space take the place of layers. P is the number of lanes, G(x) = ⌈x / P⌉, M
 * the width of the stream, N, S and H the channels, states and heads of a block, R its rows.
 *
 * <pre>
 * embed    = G(M) · (scan(input) + 1)         each group: biases, r, events of the first block
 * mapIn    = G(R) · (scan(u) + 1)             x̂ and ẑ become events and gates, B̂, Ĉ and p registers
 * states   = G(H)                             clocks: κ + Δ
 *          + for each group of P channels 1   stamps, x and gates are read: which channels are needed
 *                               + rows        those with a channel that is needed
 *                               + 1           E_y of what was read; stamps, if any channel was written
 * mapOut   = G(M) · (scan(y') + 1)            r + sums, and the events of the next block, or E
 * </pre>
 *
 * <p>A row has ⌊P / S⌋ channels, lane S·i + n has state n of its channel i; a group of P channels
 * has rows of its own. A channel is needed if x and the step of its head are not 0, if its gate is
 * open, or if it is number (t mod N) in frame t, from 0: the first and the last are written, with
 * their stamp. An access to a row moves 16 S bits for each channel that is read or written. Without
 * zero-skipping every channel is read and written. Events, and gates as powers of two, are planes
 * in the spike memory, of this frame only, as outputs of several bits are.
 *
 * <p>{@link org.keyspike.simulator.Event#CODINGS} counts neurons, gates, B, C and steps that a
 * number became; {@link org.keyspike.simulator.Event#STATE_TERMS} for each channel that takes an
 * event the B that are not 0, and for each with an open gate the C that are not.
 *
 * <p>Words follow one another in the order in which they are used: parameter: the embedding's
 * biases with leaks and thresholds of the first E_u; for each block rows of the first map with
 * those of E_x in their first lanes, those of E_y, biases of the second map with those of the
 * neurons behind it. Membrane: r; for each block E_u, E_x and E_y where neurons have membranes,
 * rows of states, stamps, clocks; E_last.
 *
 * <h2>Memories</h2>
 *
 * <table>
 * <caption>Words and accesses</caption>
 * <tr><th>memory</th><th>a word</th><th>words</th><th>reads</th><th>writes</th></tr>
 * <tr><td>encoder</td><td>x̂ and r̂ of a group, 32P bits; step-forward: x̂, 16P bits</td><td>G(C)</td><td>G(C) a frame</td>
 * <td>G(C) a frame</td></tr>
 * <tr><td>spike</td><td>B spikes</td><td>4C or 2C spikes or 8 planes of C, per layer 2·TS times N (this
 * frame and the previous one), 8 planes of R; with codes and delays as above</td><td>each scanned
 * word, once for each step that has its own</td><td>each word that a group's spikes touch</td></tr>
 * <tr><td>weight</td><td>rows of its own width: narrow weight words share one, wide ones take
 * several</td><td>as the words of all matrices need</td><td>each input broadcast, one or as many as the word
 * is wide</td><td>none</td></tr>
 * <tr><td>parameter</td><td>leak, threshold and bias of a group, 40P bits; q_ρ, q_a and γ, 32P; δ¹
 * and δ², 32P</td><td>G(C) with an encoder, G(N) a layer, G(N) more if it adapts, G(R) and G(K) of
 * a readout</td><td>each word of encoder and layers once a frame, of a readout where its bias is
 * added</td><td>none</td></tr>
 * <tr><td>membrane</td><td>P membranes; beside it P times w, 16P bits</td><td>G(N) a layer, 2·G(N)
 * if it adapts</td><td>each once a frame</td><td>each once a frame</td></tr>
 * <tr><td>sum</td><td>P sums of 32 bits</td><td>G(R)</td><td>G(R) a frame and G(R) a decision</td>
 * <td>G(R) a frame</td></tr>
 * </table>
 *
 * <p>Everything that a frame leaves behind, and every parameter, is in these memories; the units
 * have registers for the words at hand only. Besides, a frame comes from outside (its 8-bit
 * features), logits go out, and sizes, addresses and shifts are in the program. In a word that the
 * lanes share, lane p has the bits from p·b on, b bits each ({@link
 * org.keyspike.simulator.machine.LaneField}); all values are two's complement but q and q_ρ:
 *
 * <pre>
 * parameter  b = 40   neuron            q 0–7, θ 8–23, b 24–39
 *                     adaptation        q_ρ 0–7, q_a 8–15, γ 16–31
 *                     band              δ¹ 0–15, δ² 16–31
 *                     readout output    b 24–39
 * membrane   b = membrane bits, or 16 if a layer adapts    v; w 0–15
 * encoder    b = 32 or 16               x̂ 0–15, r̂ 16–31
 * sum        b = 32                     sum 0–31
 * </pre>
 *
 * <p>Words follow one another in the order of the network: parameter: bands by group, then for each
 * layer a word for each group and, if it adapts, another for each, then each map of the readout;
 * membrane: v of each group of a layer, then w. The spike memory has the input, then for each layer
 * its outputs, each by slot (frame mod slots: even and odd frames without delays), step and plane
 * ({@link org.keyspike.simulator.machine.SpikeRegion}), then the planes of R, the words that are
 * due and the digits of delays ({@link org.keyspike.simulator.machine.DelayPlace}). Lanes beyond
 * the last band, neuron or output, and the bits of a spike word beyond its last spike, are not
 * read.
 *
 * <p>Accumulations count a weight once for each time step that it serves; features and hidden
 * values once for each bit that is 1. Bits of an access are those of the word that is moved, not
 * those of a row that it shares.
 *
 * <h2>Without a mechanism</h2>
 *
 * <p>What a machine without one of its {@link org.keyspike.simulator.Mechanism}s does instead is
 * our choice: every input is broadcast and its weights read, spike or not (zero-skipping); adders
 * switch for weights of 0 (zero-gating); removed bands and neurons are stored with weights of 0
 * (row removal); the readout scans each step's spikes (merged spikes); each layer goes through its
 * groups once a step, with weights, parameters and membranes read anew (parallel steps); every lane
 * in use fetches each spike word for itself (broadcast); matrices are stored dense (compressed
 * words). No answer changes.
 *
 * <h2>arch.yaml</h2>
 *
 * <p>{@code name}; {@code lanes}, 1 to 1024; {@code clockHz}; {@code spikeWordBits}, 1 to 64;
 * {@code mechanisms} with each of them true or false; {@code memories} with each of the above, as
 * {@code {widthBits: …, depth: …, ports: …, latency: …}}: ports are accesses in one cycle, latency
 * the cycles until a word is there. All keys are required and no others are allowed. Presets:
 * {@link org.keyspike.simulator.Architecture#PRESETS}. Where none is named, the machine is made for
 * the image: {@link org.keyspike.simulator.machine.FittedMachine}.
 */
package org.keyspike.simulator;
