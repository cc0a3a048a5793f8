package org.keyspike.simulator.trace;

import org.keyspike.simulator.FrameStage;

/**
 * A view of what the machine did in one cycle.
 *
 * @param cycle from 0 at the first frame of the clip
 * @param frame from 0
 * @param stage that was worked on
 * @param group of lanes
 * @param stall whether a unit waited
 * @param input that was broadcast, or −1
 * @param steps in which it spikes, bit k for step k
 * @param address of the weight word that was read for it, or −1
 */
public record CycleView(
    long cycle,
    int frame,
    FrameStage stage,
    int group,
    boolean stall,
    int input,
    int steps,
    int address) {}
