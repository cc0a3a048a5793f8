/**
 * The promise of the project: the accuracy that is printed is the accuracy of the bits in the
 * image.
 *
 * <p>Data flow: a weight image and clips → the integer network, the machine with the image in its
 * memories and, where the checkpoint that was quantized is at hand, the forward pass of
 * quantization-aware training ({@code ForwardTrace}) → every number compared ({@link
 * org.keyspike.simulator.explain.TraceAgreement}), scores ({@link
 * org.keyspike.verification.Score}), counts, and whether the machine keeps up with speech ({@link
 * org.keyspike.verification.RealTime}) and what that costs ({@link
 * org.keyspike.verification.EnergyAnswer}). {@link org.keyspike.verification.TestBench} does it all
 * for many clips, as many at a time as there are cores.
 *
 * <p>{@link org.keyspike.verification.Verification} is the way in from Java: a checkpoint or an
 * image, a machine, an engine and clips, labelled or not.
 *
 * <p>Where every frame has a label, {@link org.keyspike.verification.Phones} reads answers as
 * phones, decoded as {@link org.keyspike.verification.Decoding} says.
 */
package org.keyspike.verification;
