package org.keyspike.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.simulator.Counts;

/**
 * The outcome of a {@link Verification}.
 *
 * @param clips that were run
 * @param frames of all of them
 * @param compared numbers: spikes, potentials, adaptations and logits, of every comparison
 * @param forwardPotentials of these, membrane potentials of the forward pass of quantization-aware
 *     training; 0 without one, or from an engine that hands none out
 * @param mismatches numbers of these that differ
 * @param firstMismatch which comparison, clip, frame, step, layer and neuron, what was found and
 *     what was expected; empty if nothing differs
 * @param predicted the predicted class of every clip, (1), or those of its frames, (T)
 * @param accuracy of these predictions; empty if the clips had no labels
 * @param counts what the machine did, frame by frame, with the cycles of the worst frame
 * @param unpredicted clips whose counts are not those of the analytical timing model
 */
public record VerificationResult(
    int clips,
    long frames,
    long compared,
    long forwardPotentials,
    long mismatches,
    Optional<String> firstMismatch,
    List<int[]> predicted,
    Optional<Accuracy> accuracy,
    Counts counts,
    int unpredicted) {

  public VerificationResult {
    predicted = List.copyOf(predicted);
  }

  static VerificationResult of(TestBench.Outcome outcome, boolean labelled) {
    return new VerificationResult(
        outcome.integer().clips().size(),
        outcome.machine().frames(),
        outcome.machine().compared() + outcome.forward().compared(),
        outcome.forward().potentials(),
        outcome.mismatches(),
        outcome.firstMismatch(),
        outcome.integer().clips().stream().map(ClipAnswer::predicted).toList(),
        labelled ? Optional.of(outcome.integer().accuracy()) : Optional.empty(),
        outcome.counts(),
        outcome.unpredicted());
  }

  /** Whether all forms of the network agree, number for number and cycle for cycle. */
  public boolean identical() {
    return mismatches == 0 && unpredicted == 0;
  }

  /** Cycles of all frames together. */
  public long cycles() {
    return counts.total().totalCycles();
  }

  /** For people, in one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s: %d clips, %d frames, %d numbers compared, %d of them potentials of the QAT forward,"
            + " %d differ%s; %d cycles, %d in the worst frame%s",
        identical() ? "identical" : "NOT identical",
        clips,
        frames,
        compared,
        forwardPotentials,
        mismatches,
        firstMismatch.map(first -> ", the first: " + first).orElse(""),
        cycles(),
        counts.maxCyclesPerFrame(),
        unpredicted == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; the counts of %d clips are NOT those of the analytical timing model",
                unpredicted));
  }
}
