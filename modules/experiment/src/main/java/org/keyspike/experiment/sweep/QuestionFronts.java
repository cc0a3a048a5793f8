package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.report.FrontPlot;
import org.keyspike.report.Labels;

/**
 * Accuracy against bytes of the answers to questions. Where several questions have answers of the
 * same name, such as methods that are asked for at several sizes, each name is a line through its
 * points; else each question is.
 *
 * @param lines name → its points, the smallest first
 * @param bySpeaker whether accuracies are means over speakers
 */
record QuestionFronts(Map<String, List<ParetoFront.Point>> lines, boolean bySpeaker) {

  /** Of those answers that have bytes and were tested. */
  static QuestionFronts of(QuestionResults results) {
    List<QuestionResults.Entry> tested =
        results.answers().stream()
            .filter(answer -> answer.test().isPresent() && bytes(answer).isPresent())
            .toList();
    boolean bySpeaker =
        tested.stream().allMatch(answer -> answer.test().get().speakerMean().isPresent());
    Set<String> names = new HashSet<>();
    boolean methods = !tested.stream().map(QuestionResults.Entry::answer).allMatch(names::add);
    Function<QuestionResults.Entry, String> line =
        methods ? QuestionResults.Entry::answer : QuestionResults.Entry::question;
    Map<String, List<ParetoFront.Point>> lines = new LinkedHashMap<>();
    for (QuestionResults.Entry answer : tested) {
      MeanAccuracy test = answer.test().get();
      lines
          .computeIfAbsent(line.apply(answer), name -> new ArrayList<>())
          .add(
              new ParetoFront.Point(
                  answer.question() + ": " + answer.answer(),
                  bytes(answer).getAsDouble(),
                  bySpeaker ? test.speakerMean().get() : test.mean()));
    }
    lines
        .values()
        .forEach(points -> points.sort(Comparator.comparingDouble(ParetoFront.Point::cost)));
    return new QuestionFronts(lines, bySpeaker);
  }

  /** The mean size of what an answer's runs ended with. */
  static OptionalDouble bytes(QuestionResults.Entry answer) {
    return answer.scores().stream()
        .flatMap(score -> score.bytes().stream())
        .mapToDouble(Long::doubleValue)
        .average();
  }

  /** Whether there are two sizes to compare. */
  boolean comparable() {
    return all().stream().mapToDouble(ParetoFront.Point::cost).distinct().count() > 1;
  }

  /** The answers that nothing smaller is as good as, the smallest first. */
  List<ParetoFront.Point> front() {
    return ParetoFront.of(all());
  }

  private List<ParetoFront.Point> all() {
    return lines.values().stream().flatMap(List::stream).toList();
  }

  /** Draws it, if there is something to compare. */
  void draw(Path file) throws IOException {
    if (!comparable()) {
      return;
    }
    FrontPlot.ofMethods(
            new Labels(
                "What accuracy costs in bytes, mean over seeds",
                "bytes",
                bySpeaker ? "test accuracy by speaker" : "test accuracy"),
            lines,
            "front of all",
            front())
        .write(file);
  }
}
