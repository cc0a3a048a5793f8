package org.keyspike.pipeline.detection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.ScoredDecision;
import org.keyspike.evaluation.SpokenWord;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;
import org.keyspike.spotting.Answer;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.KeywordStreams;
import org.keyspike.synthesis.LaidStream;

/**
 * Runs a network over streams, side by side, with the integer detector and the one in real numbers
 * behind it. Nothing depends on the number of threads.
 *
 * @param model the network
 * @param settings of the detector; a class whose threshold is 0 is no candidate
 * @param threads threads to work with
 */
public record StreamRunner(NetworkFile model, IntegerDetectorSettings settings, int threads) {
  private static final int SAMPLES_PER_MILLI = FrontEndSettings.SAMPLE_RATE / 1_000;

  /** What was heard in each stream; every stream begins with the network in its first state. */
  public List<HeardStream> of(KeywordStreams streams, ProgressListener progress)
      throws IOException {
    return by(List.of(settings), streams, progress).get(0);
  }

  /** The same by several detectors behind the same answers, in their order. */
  List<List<HeardStream>> by(
      List<IntegerDetectorSettings> detectors, KeywordStreams streams, ProgressListener progress)
      throws IOException {
    HeardStream[][] heard = new HeardStream[detectors.size()][streams.size()];
    progress.begin("Listening to " + streams.name(), streams.size());
    try {
      Parallel.forEach(
          streams.size(),
          threads,
          () -> {
            KeywordStreams.Reader reader = streams.reader();
            AnswerStream network = model.stream();
            return stream -> {
              List<HeardStream> all = run(network, detectors, reader.read(stream));
              for (int i = 0; i < heard.length; i++) {
                heard[i][stream] = all.get(i);
              }
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
    return Stream.of(heard).map(Arrays::asList).toList();
  }

  private static List<HeardStream> run(
      AnswerStream network, List<IntegerDetectorSettings> detectors, LaidStream laid) {
    List<Listener> listeners =
        detectors.stream().map(one -> new Listener(one, network.logitFraction())).toList();
    network.reset();
    network.accept(
        laid.samples(),
        0,
        laid.samples().length,
        answer -> listeners.forEach(listener -> listener.accept(answer)));
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
    return listeners.stream().map(listener -> listener.heard(words)).toList();
  }

  /** Takes the answers to one stream. */
  private static final class Listener {
    private final IntegerDetector detector;
    private final int[] thresholds;
    private final ParityCount parity;
    private final List<ScoredDecision> candidates = new ArrayList<>();
    private long before;
    private long first = -1;
    private long last;

    Listener(IntegerDetectorSettings settings, int logitFraction) {
      detector = new IntegerDetector(settings, logitFraction);
      thresholds = settings.thresholds().values();
      parity = new ParityCount(settings);
    }

    HeardStream heard(List<SpokenWord> words) {
      return new HeardStream(
          new StreamScore(candidates, words, Math.max(0, first), last), parity.parity());
    }

    void accept(Answer answer) {
      boolean detected =
          detector.accept(Math.toIntExact(answer.frame() - before), answer.logitUnits());
      before = answer.frame();
      last = answer.millis();
      first = first < 0 ? last : first;
      int label = detector.label();
      if (thresholds[label] > 0) {
        candidates.add(new ScoredDecision(last, label, Q15.real(detector.score())));
      }
      parity.accept(last, answer.logits(), detected, label);
    }
  }
}
