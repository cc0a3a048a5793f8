package org.keyspike.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Decision;
import org.keyspike.evaluation.SpeakerMean;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;

/**
 * The evaluator, which runs a network over a part of a data set. Every clip or valid frame counts
 * the same in the accuracy; in the mean over speakers every speaker does.
 */
public final class Evaluator {
  private static final int BATCH = 128;

  /** Logits of a batch: those of long utterances with many classes would fill the memory. */
  private static final long MOST_LOGITS = 1 << 24;

  private Evaluator() {}

  /** Receives the logits of a clip. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param clip its index
     * @param logits (K) of the clip, or (T, K) of its frames, from an offset on; valid during the
     *     call
     */
    void accept(int clip, float[] logits, int offset);
  }

  /**
   * {@link #score(GradientEngine, NetworkSpec, Parameters, LabelledFeatures, Listener)}, unheard.
   */
  public static Scores score(
      GradientEngine engine, NetworkSpec spec, Parameters parameters, LabelledFeatures features) {
    return score(engine, spec, parameters, features, (clip, logits, offset) -> {});
  }

  /**
   * Scores a network on the bands that it reads.
   *
   * @param features of the front end
   * @throws IllegalArgumentException if the part is empty
   */
  public static Scores score(GradientEngine engine, Checkpoint network, LabelledFeatures features) {
    return score(
        engine, network.spec(), network.parameters(), NetworkInput.by(network).of(features));
  }

  /**
   * Scores a network.
   *
   * @param features as they reach it
   * @param listener receives every clip, in order
   * @throws IllegalArgumentException if the part is empty
   */
  public static Scores score(
      GradientEngine engine,
      NetworkSpec spec,
      Parameters parameters,
      LabelledFeatures features,
      Listener listener) {
    return score(engine, spec, parameters, features, Tally.everyClass(spec), listener);
  }

  /**
   * Scores a network whose classes count as others: states as their phones.
   *
   * @param counted what each class counts as, (K)
   */
  static Scores score(
      GradientEngine engine,
      NetworkSpec spec,
      Parameters parameters,
      LabelledFeatures features,
      int[] counted,
      Listener listener) {
    if (features.size() == 0) {
      throw new IllegalArgumentException("there are no clips to score");
    }
    Tally tally = new Tally(spec, counted);
    int clip = 0;
    for (Batch batch : Batches.inOrder(features, batch(spec, features))) {
      Activity activity = engine.forward(spec, parameters, batch, GradientEngine.Detail.LOGITS);
      tally.add(batch, activity);
      int each = activity.logits().length / batch.size();
      for (int row = 0; row < batch.size(); row++) {
        listener.accept(clip++, activity.logits(), row * each);
      }
    }
    return tally.scores(features);
  }

  private static int batch(NetworkSpec spec, LabelledFeatures features) {
    if (!features.frameWise()) {
      return BATCH;
    }
    long each = (long) features.maxFrames() * spec.readout().classes();
    return (int) Math.max(1, Math.min(BATCH, MOST_LOGITS / each));
  }

  /** Collects the answers of many batches. */
  static final class Tally {
    private final int classes;
    private final int[] counted;
    private int[] predicted = new int[1024];
    private int[] expected = new int[1024];
    private int count;
    private double loss;
    private double encoderRate;
    private final double[] rates;
    private final double[] active;
    private long frames;

    /**
     * @param counted what each class counts as, (K)
     */
    Tally(NetworkSpec spec, int[] counted) {
      classes = spec.readout().classes();
      this.counted = counted;
      rates = new double[spec.populations().size()];
      active = new double[rates.length];
    }

    /** Every class as itself. */
    static int[] everyClass(NetworkSpec spec) {
      return IntStream.range(0, spec.readout().classes()).toArray();
    }

    void add(Batch batch, Activity activity) {
      float[] logits = activity.logits();
      for (int row = 0; row < batch.labels().length; row++) {
        int label = batch.labels()[row];
        if (label != Batch.PADDING) {
          if (count == predicted.length) {
            predicted = Arrays.copyOf(predicted, 2 * count);
            expected = Arrays.copyOf(expected, 2 * count);
          }
          double entropy = crossEntropy(logits, row * classes, label);
          if (!Double.isFinite(entropy)) {
            throw new NoNumberException();
          }
          predicted[count] = counted[Decision.of(logits, row * classes, classes)];
          expected[count++] = counted[label];
          loss += entropy;
        }
      }
      // A batch counts by its valid frames: a mean of batch means would favour short batches.
      frames += batch.validFrames();
      encoderRate += activity.encoderRate() * batch.validFrames();
      for (int l = 0; l < rates.length; l++) {
        rates[l] += activity.rates()[l] * batch.validFrames();
        active[l] += activity.active()[l] * batch.validFrames();
      }
    }

    private double crossEntropy(float[] logits, int from, int label) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        largest = Math.max(largest, logits[from + k]);
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += StrictMath.exp(logits[from + k] - largest);
      }
      return largest + StrictMath.log(sum) - logits[from + label];
    }

    /** The scores of a part's clips, all of them in order, with its speakers. */
    Scores scores(LabelledFeatures features) {
      List<ClipScore> clips = new ArrayList<>();
      int at = 0;
      for (int clip = 0; clip < features.size(); clip++) {
        int answers = features.frameWise() ? features.frames(clip) : 1;
        int correct = 0;
        for (int end = at + answers; at < end; at++) {
          correct += predicted[at] == expected[at] ? 1 : 0;
        }
        clips.add(new ClipScore(new Accuracy(correct, answers), features.speaker(clip)));
      }
      return scores(SpeakerMean.of(clips));
    }

    /** The scores of clips in any order. */
    Scores scores() {
      return scores(Optional.empty());
    }

    private Scores scores(Optional<Double> speakerMean) {
      return new Scores(
          Arrays.copyOf(predicted, count),
          Arrays.copyOf(expected, count),
          loss / count,
          encoderRate / frames,
          overFrames(rates),
          overFrames(active),
          speakerMean);
    }

    private double[] overFrames(double[] sums) {
      return Arrays.stream(sums).map(sum -> sum / frames).toArray();
    }
  }
}
