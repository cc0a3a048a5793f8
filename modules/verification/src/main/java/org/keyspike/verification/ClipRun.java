package org.keyspike.verification;

import java.util.List;
import java.util.Optional;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.SimulationResult;

/**
 * One clip on all that a bench has.
 *
 * @param features those of the clip's sound against those that it came with
 * @param expected what the integer network says
 * @param simulated what the machine says, and what that costs
 * @param agreement of both
 * @param decision what the detector is defined to say of the integer network's answer; empty where
 *     every frame is answered
 * @param detections what it says of the machine's
 * @param predicted whether the timing model gives the same counts
 * @param twin what it would cost a quantized network of the same shape; empty but for the first
 *     clips
 * @param machineNanos of a core that stepping the machine took
 */
record ClipRun(
    Comparison features,
    Trace expected,
    SimulationResult simulated,
    TraceAgreement agreement,
    Optional<DetectorAnswer> decision,
    Comparison detections,
    boolean predicted,
    List<FrameCounts> twin,
    long machineNanos) {}
