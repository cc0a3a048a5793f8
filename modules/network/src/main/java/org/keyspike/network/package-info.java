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
 * each) → readout → logits (K).
 *
 * <h2>Parameters</h2>
 *
 * <p>Shapes are (outputs, inputs); ℓ counts from 1.
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
 * <tr><td>layerℓ.norm.scale, .shift</td><td>(N)</td><td>batch norm, learned</td></tr>
 * <tr><td>layerℓ.norm.mean, .variance</td><td>(N)</td><td>batch norm, running statistics</td></tr>
 * <tr><td>readout.hidden.weight, .bias</td><td>(R, N), (R)</td><td>keyword readout, first map</td></tr>
 * <tr><td>readout.output.weight, .bias</td><td>(K, R or N), (K)</td><td>the last linear map</td></tr>
 * </table>
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
 * every byte after the header belongs to one tensor. Bands, neurons, hidden units, classes and
 * frames of a clip are at most 2²⁰.
 */
package org.keyspike.network;
