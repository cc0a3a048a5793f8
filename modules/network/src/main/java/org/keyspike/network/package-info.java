/**
 * What a spiking network is, outside every engine.
 *
 * <p>A {@link org.keyspike.network.NetworkSpec} says how the parts are connected, {@link
 * org.keyspike.network.Parameters} holds the numbers by name, and the step classes ({@link
 * org.keyspike.network.ResidualEncoder} and every {@link org.keyspike.network.Neuron}) give each
 * update equation once, as {@code step(parameters, state, input)}. {@link
 * org.keyspike.network.ReferenceNetwork} strings the steps together frame by frame: it is the float
 * network of streaming and the reference that engines are tested against.
 *
 * <p>Data flow: a log-mel frame (C) → encoder → spikes (4C, 2C) or the frame itself → layers (N
 * each), or the blocks of a state space ({@link org.keyspike.network.StateSpaceSpec}) → readout →
 * logits (K).
 *
 * <h2>Parameters</h2>
 *
 * <p>Shapes are (outputs, inputs); ℓ counts from 1. With a state space, everything between encoder
 * and readout is in the second table instead.
 *
 * <table>
 * <caption>Names, shapes and meaning</caption>
 * <tr><th>name</th><th>shape</th><th>meaning</th></tr>
 * <tr><td>encoder.rho</td><td>(1) or (C)</td><td>δ¹ = softplus(ρ) + 10⁻⁴</td></tr>
 * <tr><td>encoder.kappa</td><td>(1) or (C)</td><td>δ² = δ¹ · sigmoid(κ); residual encoder
 * only</td></tr>
 * <tr><td>layerℓ.weight</td><td>(N, M)</td><td>W</td></tr>
 * <tr><td>layerℓ.recurrent</td><td>(N, N)</td><td>U</td></tr>
 * <tr><td>layerℓ.bias</td><td>(N)</td><td>b</td></tr>
 * <tr><td>layerℓ.leak</td><td>(N)</td><td>β in [0, 255/256]</td></tr>
 * <tr><td>layerℓ.adaptation.leak</td><td>(N)</td><td>ρ in [0, 255/256]</td></tr>
 * <tr><td>layerℓ.adaptation.coupling</td><td>(N)</td><td>a in [−½, 127/256]</td></tr>
 * <tr><td>layerℓ.adaptation.jump</td><td>(N)</td><td>γ</td></tr>
 * <tr><td>layerℓ.membrane.frames</td><td>(N)</td><td>τ_u of neurons by time constants, 0.5 to 255
 * frames</td></tr>
 * <tr><td>layerℓ.adaptation.frames</td><td>(N)</td><td>τ_w, likewise</td></tr>
 * <tr><td>layerℓ.adaptation.strength</td><td>(N)</td><td>a′ in [0, 1]</td></tr>
 * <tr><td>layerℓ.adaptation.relativeJump</td><td>(N)</td><td>γ′ in [0, 2]</td></tr>
 * <tr><td>layerℓ.threshold</td><td>(N)</td><td>τ of graded neurons, in [0, 2]; on the integer grid
 * the scale α of spiking neurons that have one, θ = α</td></tr>
 * <tr><td>layerℓ.delay</td><td>(M)</td><td>d of an input channel, in [0, D] frames; ⌊d + ½⌋ in every
 * forward pass</td></tr>
 * <tr><td>layerℓ.norm.scale, .shift</td><td>(N)</td><td>batch norm, learned</td></tr>
 * <tr><td>layerℓ.norm.mean, .variance</td><td>(N)</td><td>batch norm, running statistics</td></tr>
 * <tr><td>readout.hidden.weight, .bias</td><td>(R, N), (R)</td><td>keyword readout, first map</td></tr>
 * <tr><td>readout.output.weight, .bias</td><td>(K, R or N), (K)</td><td>the last linear map</td></tr>
 * </table>
 *
 * <table>
 * <caption>Names, shapes and meaning with a state space: a stream of M values, blocks of N channels
 * with S states, H heads, R = 2N + 2S + H</caption>
 * <tr><th>name</th><th>shape</th><th>meaning</th></tr>
 * <tr><td>embedding.weight, .bias</td><td>(M, channels), (M)</td><td>from the encoder to the
 * stream</td></tr>
 * <tr><td>embedding.delay</td><td>(channels)</td><td>d of the encoder's channels, as above</td></tr>
 * <tr><td>blockℓ.in.weight, .bias</td><td>(R, M), (R)</td><td>from u to x̂ (N), ẑ (N), B̂ (S), Ĉ (S),
 * p (H)</td></tr>
 * <tr><td>blockℓ.out.weight, .bias</td><td>(M, N), (M)</td><td>from y′ to the stream</td></tr>
 * <tr><td>embedding.norm.…, blockℓ.in.norm.…, blockℓ.out.norm.…</td><td>their outputs</td><td>batch
 * norm, as above</td></tr>
 * <tr><td>blockℓ.stream.threshold</td><td>(M)</td><td>τ of graded u, in [0, 2]</td></tr>
 * <tr><td>blockℓ.value.threshold</td><td>(N)</td><td>τ of graded x</td></tr>
 * <tr><td>blockℓ.output.threshold</td><td>(N)</td><td>τ of graded y′</td></tr>
 * <tr><td>output.threshold</td><td>(M)</td><td>τ of the graded outputs of the network</td></tr>
 * </table>
 *
 * <h2>What travels between layers</h2>
 *
 * <p>A layer fires by an {@link org.keyspike.network.OutputCode}: output = integer · 2^−fraction.
 * Its kind of neuron says by which sort, its {@link org.keyspike.network.LayerSpec} by which one:
 *
 * <pre>
 * spikes          s = H(u − 1)                                        integers 0, 1; fraction 0
 *                 v = u − s (soft reset), or (1 − s) u (reset to zero)
 * powers of two   s = max {2^−k ≤ u : k = 0 … K−1}, else 0            0, 1, 2 … 2^(K−1); K − 1
 * graded          y = min(2^A − 1, ⌊u/Δ⌋) Δ where u ≥ τ, else 0       0 … 2^A − 1; A − 1; Δ = 2/2^A
 * </pre>
 *
 * <p>A layer with delays reads channel j of its input ⌊d_j + ½⌋ frames late ({@link
 * org.keyspike.network.DelayLine}), step k of a frame step k of the earlier frame, and 0 before the
 * first frame.
 *
 * <h2>Checkpoint file</h2>
 *
 * <p>A safetensors file: unsigned 64-bit little-endian length of the header, the header as JSON
 * (tensor name → dtype, shape, data_offsets), then the tensor bytes. Its {@code __metadata__} holds
 * {@code format} ("keyspike-checkpoint"), {@code version} (2), {@code spec} (the {@link
 * org.keyspike.network.NetworkSpec} as JSON), {@code classes} (JSON array, in the order of the
 * logits), {@code provenance} (JSON object: what it was made from), {@code kept} (JSON array of
 * {@link org.keyspike.network.KeptIndices}; only where structured pruning worked) and {@code
 * sha256}: the hexadecimal SHA-256 of the whole file with 64 zeros in place of these digits, so
 * that no change of header or tensors goes unnoticed. In version 1, which is still read, it was the
 * SHA-256 of the tensor bytes alone. No key occurs twice, nothing in the metadata is null, and
 * every byte after the header belongs to one tensor. A layer's {@code code} ({@code kind} spikes
 * with {@code reset} zero, powers-of-two with {@code levels}, or graded with {@code bits}) and
 * {@code delays} (D) are in the spec only where they are not spikes with the usual reset and 0;
 * {@code stateSpace} ({@code width}, {@code states}, {@code heads}, {@code levels}, {@code
 * gateLevels}) is there only with one, {@code layers} are its blocks then, and the {@code format}
 * has a {@code stateSpace} ({@link org.keyspike.network.StateSpaceFormat}) in place of layers;
 * {@code scaled} is in the format of a layer only where its neurons have scales of their own.
 * Bands, neurons, hidden units, classes and frames of a clip are at most 2²⁰.
 */
package org.keyspike.network;
