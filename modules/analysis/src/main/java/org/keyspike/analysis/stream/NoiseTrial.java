package org.keyspike.analysis.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.Utterance;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.LaidStream;
import org.keyspike.synthesis.RecordedNoise;

/** Clips in background recordings: what is left of the accuracy. */
final class NoiseTrial {
  private static final int[] SNR_DB = {20, 10, 5, 0};

  private NoiseTrial() {}

  /**
   * What a signal-to-noise ratio leaves.
   *
   * @param snrDb level of the word over that of the noise, dB; empty without noise
   * @param clips right or not
   */
  record Row(Optional<Integer> snrDb, List<ClipScore> clips) {}

  /** Tries every clip without noise and at every ratio, in noise that depends on the seed. */
  static List<Row> of(
      NetworkFile model,
      List<Utterance> clips,
      RecordedNoise noise,
      long seed,
      int threads,
      ProgressListener progress)
      throws IOException {
    // Every clip has its own cells, which no other thread writes.
    int[][] correct = new int[1 + SNR_DB.length][clips.size()];
    progress.begin("Adding noise", clips.size());
    try {
      Parallel.forEach(
          clips.size(),
          threads,
          () -> {
            AnswerStream network = model.stream();
            return i -> {
              Utterance utterance = clips.get(i);
              int label = utterance.labels()[0];
              LaidStream.Clip clip = LaidStream.Clip.of(utterance);
              correct[0][i] = predicted(network, clip.samples()) == label ? 1 : 0;
              for (int n = 0; n < SNR_DB.length; n++) {
                float[] noisy = noise.under(clip, i, SNR_DB[n], seed);
                correct[1 + n][i] = predicted(network, noisy) == label ? 1 : 0;
              }
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < correct.length; n++) {
      List<ClipScore> scores = new ArrayList<>();
      for (int i = 0; i < clips.size(); i++) {
        scores.add(new ClipScore(new Accuracy(correct[n][i], 1), clips.get(i).speaker()));
      }
      rows.add(new Row(n == 0 ? Optional.empty() : Optional.of(SNR_DB[n - 1]), scores));
    }
    return rows;
  }

  /** The class of a clip: of the first answer, which is about all of it. */
  private static int predicted(AnswerStream network, float[] clip) {
    int[] label = {-1};
    network.reset();
    network.accept(
        clip, 0, clip.length, answer -> label[0] = label[0] < 0 ? answer.best() : label[0]);
    return label[0];
  }
}
