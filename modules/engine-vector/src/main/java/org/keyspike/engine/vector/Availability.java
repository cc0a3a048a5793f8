package org.keyspike.engine.vector;

/**
 * The availability of the SIMD kernels on this machine.
 *
 * @param simd whether they can
 * @param reason why, or why not
 * @param remedy what to do to get them; empty if they are there
 */
public record Availability(boolean simd, String reason, String remedy) {}
