/**
 * Keywords in a stream of sound.
 *
 * <p>Data flow: a {@link org.keyspike.spotting.SoundSource} (microphone, file or pipe) → 16 kHz
 * samples in chunks of any size → {@link org.keyspike.audio.StreamingLogMel}, a frame every 10 ms →
 * the bands that pruning left → the network, whose membranes run on (the integer network of a
 * weight image, or the float network of a checkpoint) → spike counts of the last T frames → readout
 * → {@link org.keyspike.spotting.Answer}, every 10 frames → {@link
 * org.keyspike.evaluation.Detector} → {@link org.keyspike.spotting.Detection}.
 *
 * <p>{@link org.keyspike.spotting.NetworkFile} reads a network from an image or a checkpoint.
 * {@link org.keyspike.spotting.AnswerStream} ends at the answers, {@link
 * org.keyspike.spotting.KeywordSpotter} goes all the way. Posteriors are the softmax of the logits
 * in the float network's unit: an image holds the unit of its integer logits, so no temperature
 * need be chosen.
 *
 * <p>Started anew, the answer at frame T equals that to a clip of the same T frames, bit for bit.
 */
package org.keyspike.spotting;
