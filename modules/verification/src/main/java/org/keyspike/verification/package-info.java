/**
 * The promise of the project: the accuracy that is printed is the accuracy of the bits in the
 * image, from the first sample to the last decision.
 *
 * <p>Data flow: a weight image and clips → the image's front end, sample by sample in chunks of
 * changing odd sizes ({@code UnitFrontEnd}), the integer network, the machine with the image in its
 * memories, the detector and, where the checkpoint that was quantized is at hand, the forward pass
 * of quantization-aware training ({@code ForwardTrace}) → every number compared ({@link
 * org.keyspike.simulator.explain.TraceAgreement}, {@link
 * org.keyspike.verification.DeviceAgreement}) and counted by its kind ({@link
 * org.keyspike.verification.Compared}), scores ({@link org.keyspike.verification.Score}), counts,
 * and whether the machine keeps up with speech ({@link org.keyspike.verification.RealTime}) and
 * what that costs ({@link org.keyspike.verification.EnergyAnswer}). {@link
 * org.keyspike.verification.TestBench} does it all for many clips, as many at a time as there are
 * cores.
 *
 * <p>What is held against what:
 *
 * <ul>
 *   <li>the features that the front end makes of a clip's samples against those that the network
 *       was scored with. With a float front end they are compared as well, quantized; no device is
 *       bound to them, and no samples are counted;
 *   <li>the forward pass, on the features that were scored, and the machine, on those of the
 *       samples, against the integer network on those that were scored;
 *   <li>the detector that runs on, with the logits of the forward pass and of the machine, each
 *       clip from the first state, against its definition ({@code DetectorDefinition}) with the
 *       logits of the integer network;
 *   <li>the first clips as one stream ({@code StreamCheck}): front end, network, counts of the
 *       window and detector running on from sample to sample, against all features at once, the
 *       counts of every answer and the means of the detector summed anew.
 * </ul>
 *
 * <p>{@link org.keyspike.verification.Verification} is the way in from Java: a checkpoint or an
 * image, a machine, an engine and clips, sound or features, labelled or not.
 *
 * <p>Where every frame has a label, {@link org.keyspike.verification.Phones} reads answers as
 * phones, decoded as {@link org.keyspike.verification.Decoding} says.
 */
package org.keyspike.verification;
