package org.keyspike.spotting;

/**
 * A detected keyword.
 *
 * @param label class, an index into the network's classes
 * @param name its name
 * @param start where the window begins that it was detected in, seconds of the stream
 * @param end where that ends: when it was detected
 * @param score smoothed posterior, from the threshold to 1
 */
public record Detection(int label, String name, double start, double end, double score) {}
