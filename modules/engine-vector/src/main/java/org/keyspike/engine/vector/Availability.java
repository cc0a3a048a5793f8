package org.keyspike.engine.vector;

/**
 * Whether the SIMD kernels can be had.
 *
 * @param simd whether they can
 * @param reason why, or why not
 * @param remedy what to do to get them; empty if they are there
 */
public record Availability(boolean simd, String reason, String remedy) {}
