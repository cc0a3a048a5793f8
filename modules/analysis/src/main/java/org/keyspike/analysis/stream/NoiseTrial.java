package org.keyspike.analysis.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.keyspike.datasets.Utterance;
import org.keyspike.evaluation.Accuracy;
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
   * @param accuracy of the clips
   */
  record Row(Optional<Integer> snrDb, Accuracy accuracy) {}

  /** Tries every clip without noise and at every ratio, in noise that depends on the seed. */
  static List<Row> of(
      NetworkFile model,
      List<Utterance> clips,
      RecordedNoise noise,
      long seed,
      int threads,
      ProgressListener progress)
      throws IOException {
    AtomicIntegerArray correct = new AtomicIntegerArray(1 + SNR_DB.length);
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
              LaidStream.Clip clip = LaidStream.Clip.of(label, utterance.samples());
              correct.addAndGet(0, predicted(network, clip.samples()) == label ? 1 : 0);
              for (int n = 0; n < SNR_DB.length; n++) {
                float[] noisy = noise.under(clip, i, SNR_DB[n], seed);
                correct.addAndGet(1 + n, predicted(network, noisy) == label ? 1 : 0);
              }
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(Optional.empty(), new Accuracy(correct.get(0), clips.size())));
    for (int n = 0; n < SNR_DB.length; n++) {
      rows.add(new Row(Optional.of(SNR_DB[n]), new Accuracy(correct.get(1 + n), clips.size())));
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
