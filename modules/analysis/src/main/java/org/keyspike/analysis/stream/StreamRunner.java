package org.keyspike.analysis.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.PosteriorSmoothing;
import org.keyspike.evaluation.ScoredDecision;
import org.keyspike.evaluation.SpokenWord;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.KeywordStreams;
import org.keyspike.synthesis.LaidStream;

/**
 * Runs a network over streams, side by side. Its answers do not depend on the number of threads.
 *
 * @param model the network
 * @param smoothing answers that posteriors are averaged over
 * @param threads threads to work with
 */
record StreamRunner(NetworkFile model, int smoothing, int threads) {
  private static final int SAMPLES_PER_MILLI = FrontEndSettings.SAMPLE_RATE / 1_000;

  /** The score of each stream; every stream begins with the network in its first state. */
  List<StreamScore> of(KeywordStreams streams, ProgressListener progress) throws IOException {
    StreamScore[] scores = new StreamScore[streams.size()];
    progress.begin("Listening to " + streams.name(), streams.size());
    try {
      Parallel.forEach(
          streams.size(),
          threads,
          () -> {
            KeywordStreams.Reader reader = streams.reader();
            AnswerStream network = model.stream();
            return stream -> {
              scores[stream] = run(network, reader.read(stream));
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
    return Arrays.asList(scores);
  }

  private StreamScore run(AnswerStream network, LaidStream laid) {
    Set<Integer> unreported = KeywordSpotter.unreported(model.classes());
    PosteriorSmoothing posteriors = new PosteriorSmoothing(smoothing, model.classes().size());
    List<ScoredDecision> candidates = new ArrayList<>();
    long[] times = {-1, 0};
    network.reset();
    network.accept(
        laid.samples(),
        0,
        laid.samples().length,
        answer -> {
          posteriors.accept(answer.posteriors());
          times[0] = times[0] < 0 ? answer.millis() : times[0];
          times[1] = answer.millis();
          if (!unreported.contains(posteriors.label())) {
            candidates.add(
                new ScoredDecision(answer.millis(), posteriors.label(), posteriors.score()));
          }
        });
    List<SpokenWord> words =
        laid.words().stream()
            .map(
                word ->
                    new SpokenWord(
                        word.clip().label(),
                        word.start() / SAMPLES_PER_MILLI,
                        word.end() / SAMPLES_PER_MILLI,
                        word.clip().speaker()))
            .toList();
    return new StreamScore(candidates, words, Math.max(0, times[0]), times[1]);
  }
}
