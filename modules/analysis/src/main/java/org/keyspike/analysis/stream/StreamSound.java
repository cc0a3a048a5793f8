package org.keyspike.analysis.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.synthesis.Negatives;
import org.keyspike.synthesis.RecordedNoise;
import org.keyspike.synthesis.RecordedSpeech;
import org.keyspike.synthesis.SynthesizedSpeech;

/**
 * The sound of an evaluation in streams: what is reported, recorded speech first, and what
 * thresholds are chosen in. Nothing is in both.
 *
 * @param reported kinds of sound, at least one
 * @param choosing sound to choose thresholds in; empty if there is none to spare
 */
public record StreamSound(List<Negatives> reported, Optional<Negatives> choosing) {
  /** The false alarms an hour that are told from none soonest. */
  private static final double OFTEN = 10;

  /**
   * Checks that thresholds are not chosen where they are reported.
   *
   * @throws IllegalArgumentException if the choosing sound is among the reported, or none is
   *     reported
   */
  public StreamSound {
    reported = List.copyOf(reported);
    if (reported.isEmpty()) {
      throw new IllegalArgumentException("no sound is to be reported, expected at least one kind");
    }
    if (choosing.isPresent() && reported.contains(choosing.get())) {
      throw new IllegalArgumentException(
          "thresholds would be chosen in the " + choosing.get().name() + " that is reported");
    }
  }

  /**
   * The usual sound: of recorded speech that is long enough half of it chooses and the other is
   * reported; of shorter recordings all is reported, and other synthesised sentences choose.
   *
   * @param speech recordings of people, if there are any
   * @param noise background recordings, if there are any
   * @param synthesised sentences to report on, if there are any
   * @param others as many other sentences
   */
  public static StreamSound of(
      Optional<RecordedSpeech> speech,
      Optional<RecordedNoise> noise,
      Optional<SynthesizedSpeech> synthesised,
      Optional<SynthesizedSpeech> others)
      throws IOException {
    Optional<RecordedSpeech.Halves> halves = Optional.empty();
    if (speech.isPresent() && FalseAlarms.measurable(OFTEN, speech.get().hours() / 2)) {
      halves = speech.get().halves();
    }
    List<Negatives> reported = new ArrayList<>();
    halves.map(RecordedSpeech.Halves::trying).or(() -> speech).ifPresent(reported::add);
    noise.ifPresent(reported::add);
    synthesised.ifPresent(reported::add);
    Optional<Negatives> recorded = halves.map(RecordedSpeech.Halves::choosing);
    return new StreamSound(reported, recorded.or(() -> others));
  }
}
