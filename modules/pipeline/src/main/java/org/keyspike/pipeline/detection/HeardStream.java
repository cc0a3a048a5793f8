package org.keyspike.pipeline.detection;

import org.keyspike.evaluation.StreamScore;

/**
 * A stream that a network listened to.
 *
 * @param score candidates and words
 * @param parity of the integer detector with the one in real numbers; {@link DetectorParity#NONE}
 *     where the network has no integer detector
 */
public record HeardStream(StreamScore score, DetectorParity parity) {}
