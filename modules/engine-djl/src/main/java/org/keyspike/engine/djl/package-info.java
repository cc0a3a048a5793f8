/**
 * Gradients by PyTorch autograd through DJL: the reference engine, and the place to try a new
 * neuron.
 *
 * <p>A {@link org.keyspike.engine.djl.DjlEngine} builds one graph a call: {@code EncoderGraph} →
 * {@code LayerGraph} per layer, with a {@code DelayGraph} where its inputs come late → {@code
 * ReadoutGraph} → {@code LossGraph}, of which a {@link org.keyspike.engine.djl.DjlRule} makes what
 * autograd differentiates. {@code Operations} holds the building blocks that autograd lacks: spikes
 * and outputs of other codes with their surrogate gradients, and the straight-through rounding.
 * Inside a graph time is the outermost axis: a value of all frames is (T · B, C) or, with steps, (T
 * · TS · B, N), so that input projections are one matrix product and only the recurrence is a loop.
 */
package org.keyspike.engine.djl;
