package org.keyspike.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.simulator.Counts;

/**
 * The outcome of a {@link Verification}.
 *
 * @param compared numbers, of every comparison, clip by clip
 * @param forwardPotentials of these, membrane potentials of the forward pass of quantization-aware
 *     training; 0 without one, or from an engine that hands none out
 * @param mismatches numbers that differ, of clips and of their stream
 * @param firstMismatch which comparison, clip, frame and place, what was found and what was
 *     expected; empty if nothing differs
 * @param predicted the predicted class of every clip, (1), or those of its frames, (T)
 * @param accuracy of these predictions; empty if the clips had no labels
 * @param counts what the machine did, frame by frame, with the cycles of the worst frame
 * @param unpredicted clips whose counts are not those of the analytical timing model
 * @param detected clips in which a keyword is detected
 * @param stream clips as one stream; of none without sound
 */
public record VerificationResult(
    Compared compared,
    long forwardPotentials,
    long mismatches,
    Optional<String> firstMismatch,
    List<int[]> predicted,
    Optional<Accuracy> accuracy,
    Counts counts,
    int unpredicted,
    int detected,
    StreamAgreement stream) {

  public VerificationResult {
    predicted = List.copyOf(predicted);
  }

  static VerificationResult of(TestBench.Outcome outcome, boolean labelled) {
    return new VerificationResult(
        outcome.compared(),
        outcome.forward().potentials(),
        outcome.mismatches(),
        outcome.firstMismatch(),
        outcome.integer().clips().stream().map(ClipAnswer::predicted).toList(),
        labelled ? Optional.of(outcome.integer().accuracy()) : Optional.empty(),
        outcome.counts(),
        outcome.unpredicted(),
        outcome.device().detected(),
        outcome.device().stream());
  }

  /** Clips that were run. */
  public int clips() {
    return predicted.size();
  }

  /** Frames of all of them. */
  public long frames() {
    return counts.frames();
  }

  /** Whether all forms agree, number for number and cycle for cycle. */
  public boolean identical() {
    return mismatches == 0 && unpredicted == 0;
  }

  /** Cycles of all frames together. */
  public long cycles() {
    return counts.total().totalCycles();
  }

  /** For people, in a few lines. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(identical() ? "identical: " : "NOT identical: ")
        .append(String.format(Locale.ROOT, "%,d clips, ", clips()))
        .append(compared.text(forwardPotentials, detected))
        .append(String.format(Locale.ROOT, "; %,d differ", mismatches));
    firstMismatch.ifPresent(first -> text.append(", the first: ").append(first));
    if (stream.clips() > 0) {
      text.append(System.lineSeparator()).append(stream.text());
    }
    text.append(System.lineSeparator())
        .append(
            String.format(
                Locale.ROOT,
                "%,d frames, %,d cycles, %,d in the worst frame",
                frames(),
                cycles(),
                counts.maxCyclesPerFrame()));
    if (unpredicted > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "; the counts of %d clips are NOT those of the analytical timing model",
              unpredicted));
    }
    return text.toString();
  }
}
