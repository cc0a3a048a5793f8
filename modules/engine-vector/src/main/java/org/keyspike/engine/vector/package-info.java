/**
 * Event-driven gradients on the CPU: row-sparse kernels on plain float arrays, SIMD with a scalar
 * fallback that gives the same gradients up to float rounding.
 *
 * <p>{@link org.keyspike.engine.vector.VectorEngine} makes a {@code NetworkPass} of every call.
 * Forward: {@code InputPass} (the encoder's spikes, or features) → {@code LayerPass} per layer →
 * {@code ReadoutPass} → {@code LossPass}. What goes between them are {@code Events}, the positions
 * of what is not zero and, unless all are 1, the values; {@code DelayedInput} moves them to later
 * rows where channels come late. Backward the same way: a {@code SpikeGradient} goes down from
 * stage to stage, and a {@code WeightGradient} adds up every matrix's ΔW. {@code GradientStops}
 * says where a learning rule stops gradients; {@code FeedbackRows} is what stages get instead.
 *
 * <p>A batch is cut into {@code Shard}s, of which a {@code LayerShard} is one layer's part: its
 * {@code NeuronRows} are what a kind of neuron ({@link org.keyspike.engine.vector.VectorNeuron})
 * sees. {@code Workers} run shards and tiles of matrices as tasks that write to places of their
 * own, so that threads never change a byte. Matrices lie {@code Blocked} as {@code Geometry} says,
 * all inner loops are {@code RowKernels}, and arrays come from an {@code ArrayPool}.
 *
 * <p>Only the classes {@code Simd…} know the Vector API, an incubator module: they are compiled
 * apart and reached by name once {@link org.keyspike.engine.vector.VectorEngine#availability} has
 * said that the module is there.
 */
package org.keyspike.engine.vector;
