package org.keyspike.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
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
  private final Device device;
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
    this(image, architecture, phones, timing, Device.of(image));
  }

  /** The same, with another device around the network. */
  TestBench(
      WeightImage image,
      Architecture architecture,
      Optional<Phones> phones,
      TimingModel timing,
      Device device) {
    this.image = image;
    this.architecture = architecture;
    this.timing = timing;
    this.device = device;
    bench = bench();
    this.phones = phones;
  }

  private Bench bench() {
    return new Bench(image, architecture, timing, device);
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
   * @param device what is before and behind the network: features and detections
   */
  public record Outcome(
      Score integer,
      Score simulator,
      TraceAgreement forward,
      TraceAgreement machine,
      Counts counts,
      Counts twin,
      int unpredicted,
      double machineSeconds,
      DeviceAgreement device) {

    /** Whether all forms agree, number for number and count for count. */
    public boolean identical() {
      return mismatches() == 0 && unpredicted == 0;
    }

    /** Numbers that differ, of all comparisons. */
    public long mismatches() {
      return forward.mismatches() + machine.mismatches() + device.mismatches();
    }

    /** How many numbers were compared, clip by clip. */
    public Compared compared() {
      return Compared.of(machine.counts().plus(forward.counts()))
          .plus(device.features().compared())
          .plus(device.detections().compared());
    }

    /** The first mismatch, for people, in the order in which the numbers are made. */
    public Optional<String> firstMismatch() {
      return device
          .features()
          .first()
          .map(mismatch -> "front end against the features scored: " + mismatch)
          .or(() -> forward.first().map(m -> "QAT forward against integer network: " + m))
          .or(() -> machine.first().map(m -> "simulator against integer network: " + m))
          .or(() -> device.detections().first())
          .or(() -> device.stream().comparison().first().map(m -> "sample by sample: " + m));
    }
  }

  /**
   * Runs clips of which only features are known, side by side on all cores. What comes of it does
   * not depend on how many.
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
    try {
      return run(TestClips.of(features), forward, progress, frames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs clips from their sound on, if it is there, side by side on all cores. What comes of it
   * does not depend on how many.
   *
   * @param forward also compared, if it is known
   * @throws IOException if sound cannot be read
   */
  public Outcome run(TestClips clips, Optional<Forward> forward, ProgressListener progress)
      throws IOException {
    return run(clips, forward, progress, (clip, frames) -> {});
  }

  /** The same, and every clip's counts are handed to a listener, in the order of the clips. */
  public Outcome run(
      TestClips clips, Optional<Forward> forward, ProgressListener progress, FrameSink frames)
      throws IOException {
    LabelledFeatures features = clips.features();
    OutcomeSum sum = new OutcomeSum(bench.integer().model().readout(), phones);
    ClipDetector detector = new ClipDetector(image, device);
    int clip = 0;
    progress.begin("Simulating", features.size());
    try (BenchPool pool = new BenchPool(this::bench)) {
      Future<StreamAgreement> stream = pool.start(() -> stream(clips));
      for (Batch batch : Batches.inOrder(features, BATCH)) {
        Optional<Activity> activity = forward.map(pass -> states(pass, batch));
        List<ClipRun> runs = pool.run(clips, clip, batch.size());
        for (int row = 0; row < batch.size(); row++) {
          ClipRun run = runs.get(row);
          sum.add(run, features, clip);
          frames.accept(clip, run.simulated().frames());
          if (activity.isPresent()) {
            NetworkSpec spec = forward.orElseThrow().checkpoint().spec();
            Trace found = ForwardTrace.of(spec, batch, activity.get(), row, run.expected());
            sum.add(
                TraceAgreement.of(clip, run.expected(), found),
                detector.compare(clip, run.decision(), found));
          }
          clip++;
          progress.advance(1);
        }
      }
      return sum.outcome(BenchPool.get(stream));
    } finally {
      progress.end();
    }
  }

  private StreamAgreement stream(TestClips clips) throws IOException {
    boolean sounding = clips.sound().isPresent() && image.readout() instanceof ReadoutImage.Keyword;
    return sounding
        ? new StreamCheck(image, device).run(clips.sound().get(), clips.features().size())
        : StreamAgreement.NONE;
  }

  /** Takes what each frame of a clip cost. */
  @FunctionalInterface
  public interface FrameSink {
    void accept(int clip, List<FrameCounts> frames);
  }

  /**
   * Everything against answers that were known before, from the first sample where they have any.
   */
  public KnownAgreement known(KnownAnswers answers) {
    TraceAgreement traces = TraceAgreement.NONE;
    Tally features = new Tally();
    List<short[]> samples = new ArrayList<>();
    for (int clip = 0; clip < answers.clips().size(); clip++) {
      KnownAnswers.Clip known = answers.clips().get(clip);
      byte[] input = known.features();
      if (known.samples().length > 0) {
        samples.add(known.samples());
        float[] sound = ClipSound.values(known.samples());
        input = bench.frontEnd().clip(sound, bench.bands().length);
        features.features("clip " + clip, sound.length, input, known.features(), bench.bands());
      }
      Trace expected = known.trace();
      traces =
          traces
              .plus(TraceAgreement.of(clip, expected, Trace.of(bench.integer(), known.features())))
              .plus(TraceAgreement.of(clip, expected, bench.machine().run(input).trace()));
    }
    Comparison stream =
        answers.stream().isEmpty()
            ? Comparison.NONE
            : new StreamCheck(image, device).known(samples, answers.stream());
    return new KnownAgreement(traces, features.result(), stream);
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
