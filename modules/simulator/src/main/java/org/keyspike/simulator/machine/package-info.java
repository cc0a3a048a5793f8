/**
 * The machine, stepped cycle by cycle: units, memories, and the controller that runs a program.
 *
 * <p>Data flow: a {@link org.keyspike.hardware.WeightImage} and an {@link
 * org.keyspike.simulator.Architecture} → {@code Loader} (an image without what this machine lacks
 * the mechanism for) → {@code Layout} (a place in a memory for every part) → {@code Program} (what
 * the units do in a frame, in order) → {@link org.keyspike.simulator.machine.Machine}: features of
 * a frame in, spikes, potentials and logits out ({@link
 * org.keyspike.simulator.machine.SimulationResult}), with the counts of every frame. The rules that
 * the units follow are in {@link org.keyspike.simulator}.
 */
package org.keyspike.simulator.machine;
