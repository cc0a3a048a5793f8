package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.verification.Phones;
import org.keyspike.verification.Score;

/**
 * The evaluation of a network on one part of a data set.
 *
 * @param network which form of it was scored, and by what
 * @param unit what is counted: {@code clips} or {@code frames}
 * @param score its accuracy
 * @param encoderRate mean of the encoder's spikes, if it has any
 * @param rates mean of each layer's spikes
 * @param phones errors of decoded phones, where phones are said
 * @param classTable precision, recall and F1 of each class
 */
public record Evaluation(
    String network,
    String unit,
    @JsonUnwrapped ScoredAccuracy score,
    Optional<Double> encoderRate,
    List<Double> rates,
    @JsonUnwrapped PhoneScore phones,
    @JsonUnwrapped ClassTable classTable) {

  /**
   * An evaluation.
   *
   * @param classes names in the order of the logits
   */
  public static Evaluation of(
      String network, boolean frameWise, List<String> classes, Score score) {
    return new Evaluation(
        network,
        frameWise ? "frames" : "clips",
        ScoredAccuracy.of(score),
        score.encoderRate(),
        score.rates(),
        PhoneScore.of(score),
        ClassTable.of(score.confusion(), Phones.names(classes)));
  }

  /** The same for people, with a line for each class. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s%naccuracy %.4f (%d correct of %d %s, 95 %% interval %.4f–%.4f by %s)",
                network,
                score.accuracy(),
                score.correct(),
                score.count(),
                unit,
                score.low(),
                score.high(),
                score.interval().source()));
    phones.phoneErrors().ifPresent(errors -> text.append(text(errors)));
    List<ClassScore> classes = classTable.classes();
    int width = classes.stream().mapToInt(c -> c.name().length()).max().orElseThrow();
    width = Math.max(width, "class".length());
    text.append(
        String.format(
            "%n%-" + width + "s %9s %9s %9s %9s", "class", "count", "precision", "recall", "F1"));
    for (ClassScore c : classes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-" + width + "s %9d %9.4f %9.4f %9.4f",
              c.name(),
              c.count(),
              c.precision(),
              c.recall(),
              c.f1()));
    }
    return text.toString();
  }

  private static String text(PhoneErrors errors) {
    return String.format(
        Locale.ROOT,
        "%nphone error rate %.4f (%d substitutions, %d deletions, %d insertions, of %d phones)",
        errors.rate(),
        errors.substitutions(),
        errors.deletions(),
        errors.insertions(),
        errors.spoken());
  }
}
