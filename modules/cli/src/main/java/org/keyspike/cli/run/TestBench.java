package org.keyspike.cli.run;

import org.keyspike.datasets.Batch;
import org.keyspike.datasets.Batches;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.datasets.ProgressListener;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.network.Checkpoint;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Machine;
import org.keyspike.simulator.SimulationResult;
import org.keyspike.simulator.Verification;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;

/**
 * Runs clips through the integer network of an image, the simulated machine with the image in its
 * memories and, if there is one, the forward pass of quantization-aware training, and compares them
 * number for number.
 */
public final class TestBench {
  private static final int BATCH = 16;

  private final IntegerNetwork integer;
  private final Machine machine;
  private final Phones phones;

  /**
   * Loads an image.
   *
   * @param phones how its answers are read, or null where it hears no phones
   * @throws org.keyspike.simulator.FitException if the machine cannot take it
   */
  public TestBench(WeightImage image, Architecture architecture, Phones phones) {
    this.phones = phones;
    integer = new IntegerNetwork(image.model());
    machine = new Machine(image, architecture);
  }

  /**
   * The forward pass that the image was trained with.
   *
   * @param engine what computes it
   * @param checkpoint on the integer grid
   */
  public record Forward(GradientEngine engine, Checkpoint checkpoint) {}

  /**
   * What came of it.
   *
   * @param integer answers and spikes of the integer network
   * @param simulator answers and spikes of the machine
   * @param forward the forward pass against the integer network; of no clips without one
   * @param machine the machine against the integer network
   * @param counts what the machine's frames cost
   */
  public record Outcome(
      Score integer, Score simulator, Verification forward, Verification machine, Counts counts) {

    /** Everything that was compared, together. */
    public boolean identical() {
      return forward.identical() && machine.identical();
    }

    /** Numbers that differ, of both comparisons. */
    public long mismatches() {
      return forward.mismatches() + machine.mismatches();
    }

    /** The first mismatch, for people; null if there is none. */
    public String firstMismatch() {
      return forward
          .first()
          .map(mismatch -> "QAT forward against integer network: " + mismatch)
          .or(() -> machine.first().map(m -> "simulator against integer network: " + m))
          .orElse(null);
    }
  }

  /**
   * Runs all clips.
   *
   * @param forward also compared, or null
   */
  public Outcome run(LabelledFeatures features, Forward forward, ProgressListener progress) {
    TraceScore integerScore = new TraceScore(integer.model().readout(), phones);
    TraceScore machineScore = new TraceScore(integer.model().readout(), phones);
    Verification ofForward = Verification.NONE;
    Verification ofMachine = Verification.NONE;
    Counts counts = Counts.ZERO;
    int clip = 0;
    progress.begin("Simulating", features.size());
    try {
      for (Batch batch : Batches.inOrder(features, BATCH)) {
        Activity activity = forward == null ? null : spikes(forward, batch);
        for (int row = 0; row < batch.size(); row++) {
          byte[] input = Clips.quantized(features, clip);
          Trace expected = Trace.of(integer, input);
          integerScore.add(expected, features, clip);
          SimulationResult simulated = machine.run(input);
          machineScore.add(simulated.trace(), features, clip);
          ofMachine = ofMachine.plus(Verification.of(clip, expected, simulated.trace()));
          counts = counts.plus(simulated.counts());
          if (activity != null) {
            Trace found = ForwardTrace.of(forward.checkpoint().spec(), batch, activity, row);
            ofForward = ofForward.plus(Verification.of(clip, expected, found));
          }
          clip++;
          progress.advance(1);
        }
      }
    } finally {
      progress.end();
    }
    return new Outcome(integerScore.score(), machineScore.score(), ofForward, ofMachine, counts);
  }

  /** Both, against answers that were known before. */
  public Verification known(KnownAnswers answers) {
    Verification all = Verification.NONE;
    for (int clip = 0; clip < answers.clips().size(); clip++) {
      KnownAnswers.Clip known = answers.clips().get(clip);
      Trace expected = known.trace();
      all =
          all.plus(Verification.of(clip, expected, Trace.of(integer, known.features())))
              .plus(Verification.of(clip, expected, machine.run(known.features()).trace()));
    }
    return all;
  }

  /** The integer network alone. */
  public static Score integer(
      WeightImage image, LabelledFeatures features, Phones phones, ProgressListener progress) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    TraceScore score = new TraceScore(network.model().readout(), phones);
    progress.begin("Evaluating", features.size());
    try {
      for (int clip = 0; clip < features.size(); clip++) {
        score.add(Trace.of(network, Clips.quantized(features, clip)), features, clip);
        progress.advance(1);
      }
    } finally {
      progress.end();
    }
    return score.score();
  }

  private static Activity spikes(Forward forward, Batch batch) {
    return forward
        .engine()
        .forward(
            forward.checkpoint().spec(),
            forward.checkpoint().parameters(),
            batch,
            GradientEngine.Detail.SPIKES);
  }
}
