package org.keyspike.pipeline.mining;

import static org.keyspike.audio.FrontEndSettings.HOP;
import static org.keyspike.audio.FrontEndSettings.SAMPLE_RATE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DetectorSection;
import org.keyspike.pipeline.recipe.MiningSettings;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.Talk;

/**
 * A network that listens to talk for what it takes for its words. Nothing depends on the number of
 * threads.
 *
 * @param model the network
 * @param detector over how many answers posteriors are averaged, and the refractory time
 * @param settings thresholds, and how much is kept
 * @param threads threads to work with
 */
public record TalkListener(
    NetworkFile model, DetectorSection detector, MiningSettings settings, int threads) {
  private static final double SAMPLES_PER_HOUR = 3_600.0 * SAMPLE_RATE;

  /** What was heard of a piece. */
  private record PieceHeard(long samples, int alarms, List<FoundClip> found) {}

  /** What was heard of some talk. */
  record TalkHeard(MinedClips.Heard heard, List<FoundClip> found) {}

  /** Listens to all of it. */
  TalkHeard to(Talk talk, ProgressListener progress) throws IOException {
    PieceHeard[] pieces = new PieceHeard[talk.pieces()];
    progress.begin("Listening to " + talk.name(), pieces.length);
    try {
      Parallel.forEach(
          pieces.length,
          threads,
          () -> {
            Talk.Reader reader = talk.reader();
            AnswerStream network = model.stream();
            return piece -> {
              pieces[piece] = piece(talk.name(), piece, reader.read(piece), network);
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
    long samples = Stream.of(pieces).mapToLong(PieceHeard::samples).sum();
    int alarms = Stream.of(pieces).mapToInt(PieceHeard::alarms).sum();
    return new TalkHeard(
        new MinedClips.Heard(talk.name(), samples / SAMPLES_PER_HOUR, alarms),
        Stream.of(pieces).flatMap(piece -> piece.found().stream()).toList());
  }

  private PieceHeard piece(String talk, int number, Talk.Piece piece, AnswerStream network) {
    AlarmSearch search =
        new AlarmSearch(alarming(), q15(settings.nearMiss()), network.logitFraction());
    network.reset();
    float[] samples = piece.samples();
    network.accept(samples, 0, samples.length, search::accept);
    List<FoundClip> found = new ArrayList<>();
    int length = HOP * network.window();
    for (AlarmSearch.Stretch stretch : search.stretches()) {
      int end = Math.toIntExact(HOP * stretch.frame());
      int start = end - length;
      Talk.Turn turn = piece.at(start + length / 2);
      found.add(
          new FoundClip(
              talk,
              turn.source(),
              number,
              start,
              start - turn.start(),
              stretch.label(),
              stretch.score(),
              Arrays.copyOfRange(samples, start, end)));
    }
    // More than that is not taken of a source in the end, and would only fill the memory.
    return new PieceHeard(
        samples.length,
        search.alarms(),
        HardestClips.of(found, settings.most(), settings.perSource()));
  }

  /** The detector whose detections are alarms. */
  private IntegerDetectorSettings alarming() {
    List<String> classes = model.classes();
    Set<Integer> others = KeywordSpotter.unreported(classes);
    boolean[] words = new boolean[classes.size()];
    for (int k = 0; k < words.length; k++) {
      words[k] = !others.contains(k);
    }
    return AlarmSearch.settings(
        words, q15(settings.threshold()), detector.smoothing(), detector.refractoryFrames());
  }

  /** A threshold in Q15, at least 1. */
  static int q15(double threshold) {
    return Math.max(1, (int) Math.floor(threshold * IntegerDetectorSettings.ONE));
  }
}
