package org.keyspike.rtl;

/**
 * The cells of one unit, those of its parts not among them.
 *
 * @param unit its module
 * @param gates of one to four inputs, as the generic library of Yosys has them
 * @param flipFlops bits of registers
 */
public record UnitArea(String unit, long gates, long flipFlops) {}
