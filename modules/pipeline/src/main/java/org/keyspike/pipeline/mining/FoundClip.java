package org.keyspike.pipeline.mining;

import org.keyspike.synthesis.Talk;

/**
 * A second of talk that a network takes for a word, or nearly.
 *
 * @param talk what it is of, as {@link Talk#name} says
 * @param source the recording or speaker that most of it is of
 * @param piece of the talk
 * @param start its first sample in the piece
 * @param offset the same in its source; below 0 if a part of it is of the source before
 * @param label the word that it is taken for
 * @param score largest mean posterior, Q15
 * @param samples 16 kHz
 */
record FoundClip(
    String talk,
    String source,
    int piece,
    int start,
    int offset,
    int label,
    int score,
    float[] samples) {}
