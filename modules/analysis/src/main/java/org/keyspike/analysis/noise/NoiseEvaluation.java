package org.keyspike.analysis.noise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.noise.NoiseCondition;
import org.keyspike.datasets.noise.NoisyClips;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.results.ScoredAccuracy;

/** The scoring of anything that predicts classes, in every condition of some clips. */
public final class NoiseEvaluation {
  private NoiseEvaluation() {}

  /** A network of any kind, or something to compare with one. */
  @FunctionalInterface
  public interface Predictor {
    /**
     * The class of every clip.
     *
     * @param clips as the front end makes them, all its bands
     * @return a class index each
     */
    int[] classes(LabelledFeatures clips) throws IOException;
  }

  /**
   * Scores all conditions.
   *
   * @param frontEnd from sound to the features that the predictor takes
   * @param threads threads to mix with; the result does not depend on them
   */
  public static List<NoiseTable.Row> of(
      NoisyClips clips,
      FrontEndSettings frontEnd,
      Predictor predictor,
      int threads,
      ProgressListener progress)
      throws IOException {
    List<NoiseTable.Row> rows = new ArrayList<>();
    for (NoiseCondition condition : clips.conditions()) {
      int[] predicted = predictor.classes(clips.features(condition, frontEnd, threads, progress));
      List<ClipScore> scores = new ArrayList<>();
      for (int i = 0; i < predicted.length; i++) {
        Utterance clip = clips.clips().get(i);
        int right = predicted[i] == clip.labels()[0] ? 1 : 0;
        scores.add(new ClipScore(new Accuracy(right, 1), clip.speaker()));
      }
      rows.add(new NoiseTable.Row(condition, ScoredAccuracy.of(scores)));
    }
    return rows;
  }
}
