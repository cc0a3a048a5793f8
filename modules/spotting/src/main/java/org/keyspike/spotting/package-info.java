/**
 * Keywords in a stream of sound.
 *
 * <p>Data flow: a {@link org.keyspike.spotting.SoundSource} (microphone, file or pipe) → 16-bit
 * samples, 16 kHz, in chunks of any size → the front end that the network was trained with, a frame
 * every 10 ms → the bands that pruning left → the network, whose membranes run on (the integer
 * network of a weight image, or the float network of a checkpoint) → spike counts of the last T
 * frames → readout → {@link org.keyspike.spotting.Answer}, every 10 frames → {@link
 * org.keyspike.integer.IntegerDetector} with the settings of the image → {@link
 * org.keyspike.spotting.Detection}.
 *
 * <p>With a front end in integers ({@link org.keyspike.audio.StreamingIntegerLogMel}) and an
 * integer network, every number from the samples to the decision is an integer, the same as on a
 * device. The features of a float front end are rounded to the bytes that an integer network takes;
 * the logits of a float network are rounded to multiples of 2^−10, so that one detector serves all.
 *
 * <p>{@link org.keyspike.spotting.NetworkFile} reads a network from an image or a checkpoint.
 * {@link org.keyspike.spotting.AnswerStream} ends at the answers, {@link
 * org.keyspike.spotting.KeywordSpotter} goes all the way. Posteriors are the softmax of the logits
 * in the float network's unit: an image holds the unit of its integer logits, so no temperature
 * need be chosen.
 *
 * <p>Started anew, the answer at frame T equals that to a clip of the same T frames, bit for bit.
 * Where sound is missing, {@link org.keyspike.spotting.KeywordSpotter#gap} says so.
 */
package org.keyspike.spotting;
