/**
 * The machine that executes a weight image, and what that costs in cycles and accesses.
 *
 * <p>Data flow: an {@link org.keyspike.simulator.Architecture} (read from {@code arch.yaml}) and a
 * {@link org.keyspike.hardware.WeightImage} make a {@link org.keyspike.simulator.Machine}; frames
 * of 8-bit features go in; spikes, potentials and logits come out as a {@link
 * org.keyspike.integer.Trace}, with {@link org.keyspike.simulator.FrameCounts} of integers for
 * every frame. {@link org.keyspike.simulator.Verification} compares traces number for number. There
 * are no joules here: energy is these counts times a table of constants.
 *
 * <p>The accelerator follows arXiv 2503.21337 (recurrent layers and one fully connected, one or two
 * parallel time steps, input broadcasting with zero-skipping, merged spikes). Lanes, widths and the
 * rules below are our choice where the paper is silent.
 *
 * <h2>A frame</h2>
 *
 * <p>P lanes, B spikes a spike word, TS steps. For x outputs, bands or neurons G(x) = ⌈x / P⌉
 * groups. A scan of M inputs looks at ⌈M / B⌉ spike words; a word costs max(1, a) cycles, where a
 * is the number of its inputs that are active in either step. Each active input costs one weight
 * word read in its cycle, which all lanes add for each step in which the input is active.
 *
 * <pre>
 * scan(s)       = Σ over words of max(1, a)
 * encode        = G(C)                                    any encoder; 0 with features straight in
 * feedForward   = Σ layers  G(N) · scan(input)            first layer on features: G(N) · Σ b=0..7 scan(bit b)
 * recurrent     = Σ layers with U  G(N) · scan(own spikes of the previous frame)
 * update        = Σ layers  G(N) · TS · (adaptive ? 3 : 1)
 * readout       = G(K) · (scan(last layer) + 1)           frame-wise
 *               = G(R) · (scan(last layer) + 1)           keyword
 * decision      = G(R) + G(K) · (1 + Σ b=0..7 scan(bit b of hidden))    keyword, in the frame that decides
 * </pre>
 *
 * <p>The encoder's spikes and the features are the same in every step and are scanned once for all.
 * A readout adds merged spikes: one read, once or twice added. The + 1 of a readout writes a
 * group's sums back or puts its logits out. Features and hidden values are bit planes of 8 bits and
 * are added shifted by their place.
 *
 * <p>An update is one product (the leak), and a lane has one multiplier: the two products of an
 * adaptation take two more cycles. They follow the reset, when v and s of the step are at hand, and
 * make the w of the next step, which is what is stored; so no spike is read back for it.
 *
 * <h2>Memories</h2>
 *
 * <table>
 * <caption>Words and accesses</caption>
 * <tr><th>memory</th><th>a word</th><th>words</th><th>reads</th><th>writes</th></tr>
 * <tr><td>encoder</td><td>x̂ and r̂ of a group, 32P bits; step-forward: x̂, 16P bits</td><td>G(C)</td><td>G(C) a frame</td>
 * <td>G(C) a frame</td></tr>
 * <tr><td>spike</td><td>B spikes</td><td>4C or 2C spikes or 8 planes of C, per layer 2·TS times N (this
 * frame and the previous one), 8 planes of R</td><td>each scanned word, once for each step that has
 * its own</td><td>each word that a group's spikes touch</td></tr>
 * <tr><td>weight</td><td>weight word, P · weight bits</td><td>Σ inputs · G(outputs)</td><td>each
 * active input of each scan</td><td>none</td></tr>
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
 * <p>Accumulations count a weight once for each step that it serves; features and hidden values
 * once for each bit that is 1.
 *
 * <h2>arch.yaml</h2>
 *
 * <p>{@code name}; {@code lanes}, 1 to 1024; {@code clockHz}; {@code spikeWordBits}, 1 to 64;
 * {@code memories} with each of the above, as {@code {widthBits: …, depth: …}}. All keys are
 * required and no others are allowed.
 */
package org.keyspike.simulator;
