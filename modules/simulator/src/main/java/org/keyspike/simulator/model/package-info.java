/**
 * The analytical timing model: the counts of every frame by formulas, without stepping the machine.
 *
 * <p>Data flow: the spikes of a clip ({@code TraceActivations}, or {@code DenseActivations} for a
 * network that skips nothing) → the scans and group operations of a frame ({@code FrameCycleModel})
 * → their cycles ({@code Timeline}) → {@link org.keyspike.simulator.model.CycleModel}, which a
 * property test holds equal to the machine, count for count.
 */
package org.keyspike.simulator.model;
