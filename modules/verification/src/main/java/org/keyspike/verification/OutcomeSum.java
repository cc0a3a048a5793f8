package org.keyspike.verification;

import java.util.Optional;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.explain.TraceAgreement;

/** A sum over the clips that a bench ran. */
final class OutcomeSum {
  private final TraceScore integer;
  private final TraceScore simulator;
  private TraceAgreement forward = TraceAgreement.NONE;
  private TraceAgreement machine = TraceAgreement.NONE;
  private Comparison features = Comparison.NONE;
  private Comparison detections = Comparison.NONE;
  private int detected;
  private Counts counts = Counts.ZERO;
  private Counts twin = Counts.ZERO;
  private int unpredicted;
  private long machineNanos;

  OutcomeSum(IntegerReadout readout, Optional<Phones> phones) {
    integer = new TraceScore(readout, phones);
    simulator = new TraceScore(readout, phones);
  }

  /** Adds a clip. */
  void add(ClipRun run, LabelledFeatures clips, int clip) {
    integer.add(run.expected(), clips, clip);
    simulator.add(run.simulated().trace(), clips, clip);
    machine = machine.plus(run.agreement());
    features = features.plus(run.features());
    detections = detections.plus(run.detections().by("detector on the simulator's logits"));
    detected += run.decision().filter(DetectorAnswer::detected).isPresent() ? 1 : 0;
    counts = counts.plus(run.simulated().counts());
    for (FrameCounts frame : run.twin()) {
      twin = twin.plus(frame);
    }
    unpredicted += run.predicted() ? 0 : 1;
    machineNanos += run.machineNanos();
  }

  /** Adds what came of the forward pass over a clip. */
  void add(TraceAgreement agreement, Comparison decision) {
    forward = forward.plus(agreement);
    detections = detections.plus(decision.by("detector on the QAT forward's logits"));
  }

  TestBench.Outcome outcome(StreamAgreement stream) {
    return new TestBench.Outcome(
        integer.score(),
        simulator.score(),
        forward,
        machine,
        counts,
        twin,
        unpredicted,
        machineNanos * 1e-9,
        new DeviceAgreement(features, detections, detected, stream));
  }
}
