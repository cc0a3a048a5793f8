/**
 * The one integer semantics: what a quantized network computes, bit for bit (design.md section 3).
 *
 * <p>Quantization-aware training, this package and the machine of the simulator must agree on every
 * spike, membrane and logit; this package is what the other two are compared with.
 *
 * <p>Data flow: {@link org.keyspike.integer.FormatChooser} chooses the power-of-two units of a
 * trained float network; {@link org.keyspike.integer.Quantizer} moves its parameters onto those
 * grids, as floats for training or as an {@link org.keyspike.integer.IntegerModel}; {@link
 * org.keyspike.integer.FeatureQuantizer} makes 8-bit features; {@link
 * org.keyspike.integer.IntegerNetwork} runs the model frame by frame; {@link
 * org.keyspike.integer.IntegerDetector} decides from its logits when a keyword was heard. {@link
 * org.keyspike.integer.IntegerContract} says beforehand whether a network has such a form.
 *
 * <h2>One frame</h2>
 *
 * <pre>
 * encoder   e¹ = x − x̂;  s¹⁺ = (e¹ ≥ δ¹), s¹⁻ = (−e¹ ≥ δ¹);  x̂ += δ¹(s¹⁺ − s¹⁻)
 *           e² = x − x̂ − r̂;  s²± likewise with δ²;  r̂ += δ²(s²⁺ − s²⁻)      not step-forward
 * delays    s_j = the j-th input d_j frames ago, 0 before the first frame
 * layer     I = ((W s) &lt;&lt; shiftWeight) + ((U s') &lt;&lt; shiftRecurrent) + b
 * adaptive  w = sat16(((q_ρ w + q_a v + 128) &gt;&gt; 8) + γ s'');  I = I − w
 *           u = sat(((q v + 128) &gt;&gt; 8) + I)
 * spikes    s = (u ≥ θ);  v = u − θ s, or with a reset to zero v = 0 where s = 1, else u
 * powers    s = 2^(K−1−k), k the least of 0…K−1 with u ≥ (θ &gt;&gt; k), 0 if there is none
 *           v = u − ((θ s) &gt;&gt; (K−1))
 * graded    s = min(2^A − 1, u &gt;&gt; p) where u ≥ θ, else 0;  v = u
 * keyword   h = max(0, H1 counts + c1);  h' = min(255, (h + 2^(r−1)) &gt;&gt; r);  logits = H2 h' + c2
 * frames    logits = H merged + c
 * </pre>
 *
 * <p>With r = 0 nothing is shifted or rounded: h' = min(255, h). Matrices are (outputs, inputs),
 * arrays row-major. The inputs of the first layer, which are the columns of its W, are the channels
 * coarse⁺, coarse⁻, fine⁺, fine⁻, each of them all bands from the lowest: channel kC + c is kind k
 * of band c; a direct encoder hands the C features over. A frame's input is the same in all its
 * steps. C and N are counted after structured pruning. No sum leaves 32 bits: {@link
 * org.keyspike.integer.IntegerModel} refuses a network in which one could.
 *
 * <p>s' is the layer's outputs at the same step of the previous frame, s'' those of the step
 * before, also within a frame; sat clips to membraneBits, sat16 to 16 bits; δ¹ and δ² are a band's
 * own; merged is the last layer's outputs, summed over the steps of a frame (the number of steps in
 * which a neuron spiked, 0 to TS), counts its sum over frames. All state starts at 0.
 *
 * <h2>Outputs</h2>
 *
 * <p>Every layer fires by one {@link org.keyspike.integer.IntegerCode}. Spikes are the usual.
 * Powers of two have K levels, 2 to 4: the output 2^(K−1) stands for 1, so that a weight behind it
 * is shifted; θ is a multiple of 2^(K−1), so that every level and every reset is exact. Graded
 * outputs have A bits, 1 to 4, and the output shift p, 0 to 15; θ may be 0 and nothing is reset.
 * Behind such a layer, and in its own U, the shift accounts for what 1 stands for. Neurons that
 * adapt fire spikes. With K levels the output is at most 2^(K−1), with A bits 2^A − 1, and every
 * bound on a sum counts with it.
 *
 * <h2>Delays</h2>
 *
 * <p>Input j of a layer comes d_j whole frames late, 0 to 63; without delays every d_j is 0. Step k
 * of a frame reads step k of the frame d_j earlier; the first layer, whose input is the same in all
 * steps of a frame, reads that frame's input, features too. A delay is of the feed-forward input
 * alone: U reads the frame before.
 *
 * <h2>A state space</h2>
 *
 * <p>{@link org.keyspike.integer.IntegerStateSpace} runs a {@link
 * org.keyspike.integer.StateSpaceModel}, blocks of states in place of layers, as
 * docs/concepts/state-space.md defines them: 16 bits each, halved by clocks, written and read by
 * shifts. {@link org.keyspike.integer.Quantizer} makes one of a float network with blocks, in units
 * of a {@link org.keyspike.network.StateSpaceFormat}, and {@link
 * org.keyspike.integer.IntegerNetwork} runs it as any other network.
 *
 * <h2>One answer of a stream</h2>
 *
 * <p>A keyword network answers every 100 ms with logits z of fraction f. The detector (Q15, n
 * answers, refractory time R, threshold θ of each class) is defined in docs/concepts/detector.md:
 *
 * <pre>
 * weights   d = max z − z;  x = (d · 94548 + 2^(s−1)) &gt;&gt; s, s = f + 6, Q10;  w = 2^−x by a table
 * softmax   D = ⌊2⁴⁵ / Σ w⌋;  p = (w D + 2²⁹) &gt;&gt; 30
 * mean      P = sum of p over the last m ≤ n answers;  winner = argmax P, the lowest of equal ones
 * decision  c = max(0, c − frames since the answer or gap before)
 *           detected ⟺ θ &gt; 0, P ≥ θ m and c = 0, both of the winner;  c = R if detected
 * gap       c = max(0, c − frames since the answer or gap before);  m = 0
 * </pre>
 */
package org.keyspike.integer;
