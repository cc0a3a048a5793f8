package org.keyspike.verification;

import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;

/**
 * Runs clips through the integer network of an image, the simulated machine with the image in its
 * memories and, if there is one, the forward pass of quantization-aware training, and compares them
 * number for number.
 */
public final class TestBench {
  private static final int BATCH = 32;

  private final WeightImage image;
  private final Architecture architecture;
  private final TimingModel timing;
  private final Bench bench;
  private final Optional<Phones> phones;

  /**
   * Loads an image.
   *
   * @param phones how its answers are read; empty where it recognises no phones
   * @throws org.keyspike.simulator.FitException if the machine cannot take it
   */
  public TestBench(WeightImage image, Architecture architecture, Optional<Phones> phones) {
    this(image, architecture, phones, TimingModel.analytical(image, architecture));
  }

  /** The same, with another prediction of counts. */
  public TestBench(
      WeightImage image, Architecture architecture, Optional<Phones> phones, TimingModel timing) {
    this.image = image;
    this.architecture = architecture;
    this.timing = timing;
    bench = new Bench(image, architecture, timing);
    this.phones = phones;
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
   * @param twin what frames would cost a quantized network of the same shape, half of whose
   *     activations are 0; of the first clips
   * @param unpredicted clips whose counts are not those of the analytical timing model
   * @param machineSeconds that stepping the machine took, added over threads
   */
  public record Outcome(
      Score integer,
      Score simulator,
      TraceAgreement forward,
      TraceAgreement machine,
      Counts counts,
      Counts twin,
      int unpredicted,
      double machineSeconds) {

    /** Whether all forms agree, number for number and count for count. */
    public boolean identical() {
      return mismatches() == 0 && unpredicted == 0;
    }

    /** Numbers that differ, of both comparisons. */
    public long mismatches() {
      return forward.mismatches() + machine.mismatches();
    }

    /** The first mismatch, for people. */
    public Optional<String> firstMismatch() {
      return forward
          .first()
          .map(mismatch -> "QAT forward against integer network: " + mismatch)
          .or(() -> machine.first().map(m -> "simulator against integer network: " + m));
    }
  }

  /**
   * Runs all clips, side by side on all cores. What comes of it does not depend on how many.
   *
   * @param forward also compared, if it is known
   */
  public Outcome run(
      LabelledFeatures features, Optional<Forward> forward, ProgressListener progress) {
    return run(features, forward, progress, (clip, frames) -> {});
  }

  /** The same, and every clip's counts are handed to a listener, in the order of the clips. */
  public Outcome run(
      LabelledFeatures features,
      Optional<Forward> forward,
      ProgressListener progress,
      FrameSink frames) {
    IntegerReadout readout = bench.integer().model().readout();
    TraceScore integerScore = new TraceScore(readout, phones);
    TraceScore machineScore = new TraceScore(readout, phones);
    TraceAgreement ofForward = TraceAgreement.NONE;
    TraceAgreement ofMachine = TraceAgreement.NONE;
    Counts counts = Counts.ZERO;
    Counts twin = Counts.ZERO;
    int unpredicted = 0;
    long nanos = 0;
    int clip = 0;
    progress.begin("Simulating", features.size());
    try (BenchPool pool = new BenchPool(image, architecture, timing)) {
      for (Batch batch : Batches.inOrder(features, BATCH)) {
        Optional<Activity> activity = forward.map(pass -> states(pass, batch));
        List<Bench.Run> runs = pool.run(features, clip, batch.size());
        for (int row = 0; row < batch.size(); row++) {
          Bench.Run run = runs.get(row);
          integerScore.add(run.expected(), features, clip);
          machineScore.add(run.simulated().trace(), features, clip);
          ofMachine = ofMachine.plus(run.agreement());
          counts = counts.plus(run.simulated().counts());
          for (FrameCounts frame : run.twin()) {
            twin = twin.plus(frame);
          }
          unpredicted += run.predicted() ? 0 : 1;
          nanos += run.machineNanos();
          frames.accept(clip, run.simulated().frames());
          if (activity.isPresent()) {
            NetworkSpec spec = forward.orElseThrow().checkpoint().spec();
            Trace found = ForwardTrace.of(spec, batch, activity.orElseThrow(), row, run.expected());
            ofForward = ofForward.plus(TraceAgreement.of(clip, run.expected(), found));
          }
          clip++;
          progress.advance(1);
        }
      }
    } finally {
      progress.end();
    }
    return new Outcome(
        integerScore.score(),
        machineScore.score(),
        ofForward,
        ofMachine,
        counts,
        twin,
        unpredicted,
        nanos * 1e-9);
  }

  /** Takes what each frame of a clip cost. */
  @FunctionalInterface
  public interface FrameSink {
    void accept(int clip, List<FrameCounts> frames);
  }

  /** Both, against answers that were known before. */
  public TraceAgreement known(KnownAnswers answers) {
    TraceAgreement all = TraceAgreement.NONE;
    for (int clip = 0; clip < answers.clips().size(); clip++) {
      KnownAnswers.Clip known = answers.clips().get(clip);
      Trace expected = known.trace();
      all =
          all.plus(TraceAgreement.of(clip, expected, Trace.of(bench.integer(), known.features())))
              .plus(
                  TraceAgreement.of(clip, expected, bench.machine().run(known.features()).trace()));
    }
    return all;
  }

  /**
   * The integer network alone.
   *
   * @param phones how its answers are read; empty where it recognises no phones
   */
  public static Score integer(
      WeightImage image,
      LabelledFeatures features,
      Optional<Phones> phones,
      ProgressListener progress) {
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

  private static Activity states(Forward forward, Batch batch) {
    return forward
        .engine()
        .forward(
            forward.checkpoint().spec(),
            forward.checkpoint().parameters(),
            batch,
            GradientEngine.Detail.STATES);
  }
}
