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
 * layer     I = ((W s) &lt;&lt; shiftWeight) + ((U s') &lt;&lt; shiftRecurrent) + b
 * adaptive  w = sat16(((q_ρ w + q_a v + 128) &gt;&gt; 8) + γ s'');  I = I − w
 *           u = sat(((q v + 128) &gt;&gt; 8) + I);  s = (u ≥ θ);  v = u − θ s
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
 * <p>s' is the layer's spikes at the same step of the previous frame, s'' those of the step before,
 * also within a frame; sat clips to membraneBits, sat16 to 16 bits; δ¹ and δ² are a band's own;
 * merged is the number of steps of a frame (0 to TS) in which a neuron of the last layer spiked,
 * counts its sum over frames. All state starts at 0.
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
