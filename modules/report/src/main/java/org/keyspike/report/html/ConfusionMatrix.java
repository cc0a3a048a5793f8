package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** True against predicted classes, and the score of each class. */
public final class ConfusionMatrix {
  /** Of the section. */
  public static final String ID = "confusion";

  /** Of the section. */
  public static final String TITLE = "Confusion matrix";

  /** Classes of the largest matrix that anybody reads. */
  static final int READABLE = 64;

  private static final int DARKEST = 60;
  private static final int MENTIONED = 5;

  private ConfusionMatrix() {}

  /**
   * One class.
   *
   * @param name of it
   * @param count how often it was truth
   * @param precision of the answers that truth it, the part that was right
   * @param recall of its clips, the part that was predicted right
   * @param f1 the harmonic mean of both
   */
  public record PerClass(String name, int count, double precision, double recall, double f1) {}

  private record Pair(int truth, int predicted, int count) {}

  /**
   * The section.
   *
   * @param classes in the order of the logits
   * @param counts how often each true class (row) was predicted as each class (column)
   * @param unit what is counted, as in "clips"
   */
  public static Section of(List<PerClass> classes, List<List<Integer>> counts, String unit) {
    List<Block> blocks = new ArrayList<>();
    List<String> names = classes.stream().map(PerClass::name).toList();
    blocks.add(new Block.Text(worst(names, counts, unit)));
    if (names.size() <= READABLE) {
      blocks.add(
          new Block.Matrix(
              "Rows: true class. Columns: class predicted by the image, in "
                  + unit
                  + " of the test part. Mistakes are what is shaded off the diagonal.",
              "true \\ predicted",
              names,
              cells(counts)));
    }
    blocks.add(
        new Block.Table(
            "The score of each class. Low precision: other words are taken for it. Low recall: it is"
                + " missed.",
            List.of("class", unit, "precision", "recall", "F1"),
            classes.stream()
                .map(
                    one ->
                        List.of(
                            one.name,
                            Integer.toString(one.count),
                            score(one.precision),
                            score(one.recall),
                            score(one.f1)))
                .toList()));
    return new Section(ID, TITLE, blocks);
  }

  private static String score(double value) {
    return Double.isNaN(value) ? "–" : NumberText.text("%.3f", value);
  }

  private static List<List<Block.Cell>> cells(List<List<Integer>> counts) {
    List<List<Block.Cell>> rows = new ArrayList<>();
    for (int truth = 0; truth < counts.size(); truth++) {
      int row = truth;
      List<Integer> predicted = counts.get(truth);
      int all = Math.max(1, predicted.stream().mapToInt(Integer::intValue).sum());
      rows.add(
          IntStream.range(0, predicted.size())
              .mapToObj(
                  k ->
                      new Block.Cell(
                          predicted.get(k) == 0 ? "·" : predicted.get(k).toString(),
                          (int) Math.ceil((double) DARKEST * predicted.get(k) / all),
                          k == row))
              .toList());
    }
    return rows;
  }

  private static String worst(List<String> names, List<List<Integer>> counts, String unit) {
    List<Pair> pairs = new ArrayList<>();
    for (int truth = 0; truth < counts.size(); truth++) {
      for (int predicted = 0; predicted < counts.size(); predicted++) {
        if (truth != predicted && counts.get(truth).get(predicted) > 0) {
          pairs.add(new Pair(truth, predicted, counts.get(truth).get(predicted)));
        }
      }
    }
    if (pairs.isEmpty()) {
      return "Nothing was taken for anything else.";
    }
    return "Taken for another most often: "
        + pairs.stream()
            .sorted(Comparator.comparingInt(Pair::count).reversed())
            .limit(MENTIONED)
            .map(
                pair ->
                    NumberText.text(
                        "“%s” for “%s” (%d %s)",
                        names.get(pair.truth), names.get(pair.predicted), pair.count, unit))
            .collect(Collectors.joining(", "))
        + ".";
  }
}
