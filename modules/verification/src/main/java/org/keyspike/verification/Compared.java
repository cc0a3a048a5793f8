package org.keyspike.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.keyspike.simulator.explain.TraceCounts;

/**
 * How many numbers were compared, by kind. A number that is compared with two others counts twice.
 *
 * @param samples of 16 bits that both sides begin with; none with a float front end, which no
 *     device is bound to
 * @param features that front ends made of them
 * @param spikes of encoders and layers
 * @param potentials of membranes
 * @param adaptations of membranes
 * @param states of a state space, with what moves them
 * @param logits of clips, or of frames
 * @param posteriors of all classes at every answer that a detector judged
 * @param detections such answers, each by its label, its score and whether it is a detection
 */
public record Compared(
    long samples,
    long features,
    long spikes,
    long potentials,
    long adaptations,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long states,
    long logits,
    long posteriors,
    long detections) {

  /** Nothing. */
  public static final Compared NONE = new Compared(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The numbers of traces. */
  static Compared of(TraceCounts counts) {
    return new Compared(
        0,
        0,
        counts.spikes(),
        counts.potentials(),
        counts.adaptations(),
        counts.states(),
        counts.logits(),
        0,
        0);
  }

  /** Both together. */
  public Compared plus(Compared other) {
    return new Compared(
        samples + other.samples,
        features + other.features,
        spikes + other.spikes,
        potentials + other.potentials,
        adaptations + other.adaptations,
        states + other.states,
        logits + other.logits,
        posteriors + other.posteriors,
        detections + other.detections);
  }

  /** All of them but the samples. */
  public long total() {
    return features + spikes + potentials + adaptations + states + logits + posteriors + detections;
  }

  /** For people: every kind that there is any of, as {@code 9 spikes, 2 logits}. */
  public String text() {
    return text(0, OptionalLong.empty());
  }

  /**
   * The same.
   *
   * @param forwardPotentials how many potentials are of the forward pass
   * @param detected clips in which a keyword is detected
   */
  public String text(long forwardPotentials, long detected) {
    return text(forwardPotentials, OptionalLong.of(detected));
  }

  private String text(long forwardPotentials, OptionalLong detected) {
    List<String> parts = new ArrayList<>();
    add(parts, samples, "samples");
    add(parts, features, "features");
    add(parts, spikes, "spikes");
    add(
        parts,
        potentials,
        "potentials"
            + (forwardPotentials > 0 ? count(" (%,d of the QAT forward)", forwardPotentials) : ""));
    add(parts, adaptations, "adaptations");
    add(parts, states, "states");
    add(parts, logits, "logits");
    add(parts, posteriors, "posteriors");
    add(
        parts,
        detections,
        "detections"
            + (detected.isPresent() ? count(" (%,d clips detected)", detected.getAsLong()) : ""));
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, String kind) {
    if (count > 0) {
      parts.add(count("%,d ", count) + kind);
    }
  }

  private static String count(String text, long count) {
    return String.format(Locale.ROOT, text, count);
  }
}
