/**
 * The convolutional network that a user would pick instead of a spiking one: a DS-CNN
 * (depthwise-separable convolutions; Zhang et al., "Hello Edge", 2017) in the form of MLPerf Tiny's
 * keyword spotter, on the features and clips of the spiking networks, in 8-bit integers. It is a
 * baseline: nothing of it is written into a weight image.
 *
 * <p>Data flow: {@link org.keyspike.training.dscnn.DsCnnSettings} and features make a {@link
 * org.keyspike.training.dscnn.DsCnnSpec}; {@link org.keyspike.training.dscnn.DsCnn#untrained} draws
 * its numbers; {@code org.keyspike.training.DsCnnTraining} trains it with an engine; {@link
 * org.keyspike.training.dscnn.DsCnnQuantizer} makes an {@link
 * org.keyspike.training.dscnn.IntegerDsCnn} of it, whose logits are what is scored.
 *
 * <h2>Equations</h2>
 *
 * <pre>
 * rows       = frames 1, 3, 5 … of the log-mel features x: one every 20 ms
 * c_k        = (√(2/C) Σ_i cos(πk(2i+1)/2C) x_i − μ_k) / σ_k        K coefficients, μ and σ of the training part
 * conv0      = ReLU(BN(W ∗ c)),   window 10 × 4, stride 2 × 2, padding 5 × 1
 * depthwise  = ReLU(BN(W ∗ in)),  window 3 × 3, padding 1, a channel by itself
 * pointwise  = ReLU(BN(W in)),    all channels of a place
 * logits     = W · mean over places + b
 * </pre>
 *
 * <p>With 10 coefficients, 64 channels, four blocks and 13 classes these are 23,245 learned
 * numbers. In training, a part of the first and of the last map is dropped, and batch norm uses the
 * batch's statistics; the running ones move by 0.1, the variance as the library has it (unbiased).
 *
 * <h2>Integers</h2>
 *
 * <pre>
 * x           unsigned 8 bits, LSB 1/16, as the spiking networks read it
 * w           −127 … 127, a scale for each output channel, one for all of the output
 * c           −127 … 127;  behind a rectifier 0 … 255; a scale for each layer, by the largest value on training clips
 * sum         Σ w·q + b, 32 bits;  b below 2²⁴
 * out         clip((sum·m + 2^(s−1)) >> s), m below 2²⁴, for each output channel
 * mean        the sum over places, whose division is in the unit of the logits
 * </pre>
 *
 * <h2>Files</h2>
 *
 * <p>Both are safetensors files with metadata {@code dscnn.spec} and {@code dscnn.labels} (JSON)
 * and the provenance. A {@code DsCnn} holds the tensors that its spec names. An {@code
 * IntegerDsCnn} holds {@code NAME.weights}, {@code .biases}, {@code .multipliers} and {@code
 * .shifts} of every layer as floats, which hold integers below 2²⁴ exactly, and {@code
 * dscnn.logitUnit}.
 */
package org.keyspike.training.dscnn;
