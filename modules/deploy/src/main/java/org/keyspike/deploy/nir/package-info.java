/**
 * Networks in NIR, the Neuromorphic Intermediate Representation: a graph of linear maps and neurons
 * that tools for spiking networks exchange, as an HDF5 file.
 *
 * <p>A network is said without loss or not at all. With dt one frame, NIR's neuron
 *
 * <pre>
 * τ dv/dt = (v_leak − v) + r I;  a spike where v &gt; v_threshold, and then v = v_reset
 * </pre>
 *
 * <p>is, one step of Euler's method a frame,
 *
 * <pre>
 * u_t = (1 − dt/τ) v_{t−1} + (dt/τ) (v_leak + r I_t);  s_t = (u_t &gt; v_threshold);  v_t = (1 − s_t) u_t
 * </pre>
 *
 * <p>where v_reset is 0. That is a leaky neuron of ours that is reset to zero ({@link
 * org.keyspike.network.Reset#ZERO}) with
 *
 * <pre>
 * τ = r = 1/(1 − β),  v_leak = v_reset = 0,  v_threshold = the largest float below θ = 1
 * </pre>
 *
 * <p>as u ≥ θ and u &gt; v_threshold are then the same for every float u. τ and r are written as
 * doubles, of which 1 − 1/τ is β again, bit for bit. The recurrence reads the spikes of the frame
 * before. What NIR has no words for is refused by {@link org.keyspike.deploy.nir.NirExport}: soft
 * resets, two time steps a frame, an encoder, adaptation, other outputs than spikes, delays, batch
 * norm that is not folded, and integers.
 *
 * <p>The graph of a network ends with the spikes of its last layer, or behind a map for every
 * frame. The readout of one answer a clip (a mean over time, a ReLU between two maps) has no words
 * in NIR; it goes into the metadata of the graph, with all else that makes the file a checkpoint
 * again:
 *
 * <table>
 * <caption>Metadata of the graph</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>keyspike</td><td>text: 1, the version of this table</td></tr>
 * <tr><td>spec</td><td>text: the {@link org.keyspike.network.NetworkSpec} as JSON</td></tr>
 * <tr><td>classes, provenance, kept</td><td>texts: JSON, as checkpoints have them</td></tr>
 * <tr><td>readout.hidden.weight, .bias, readout.output.weight, .bias</td><td>arrays of a keyword
 * readout</td></tr>
 * </table>
 *
 * <p>Reading goes the other way ({@link org.keyspike.deploy.nir.NirImport}), for the neurons of any
 * tool: with g = dt r/τ and θ′ the smallest float above v_threshold, where u &gt; v_threshold and u
 * ≥ θ′ are the same,
 *
 * <pre>
 * β = 1 − dt/τ,  W ← W g/θ′,  U ← U g/θ′,  b ← ((b + b_U) g + v_leak dt/τ)/θ′,  θ = 1
 * </pre>
 *
 * <p>computed in double and rounded once, to float: what Keyspike wrote comes back bit for bit.
 */
package org.keyspike.deploy.nir;
