package org.keyspike.pipeline.results;

import java.util.List;
import org.keyspike.evaluation.Confusion;

/**
 * The scores of all classes and what they were confused with, as JSON files hold them; both are
 * empty in files of before there were any.
 *
 * @param classes the score of each class, in the order of the logits
 * @param confusion how often each true class (row) was predicted as each class (column)
 */
public record ClassTable(List<ClassScore> classes, List<List<Integer>> confusion) {
  public ClassTable {
    classes = classes == null ? List.of() : List.copyOf(classes);
    confusion = confusion == null ? List.of() : List.copyOf(confusion);
    if (!confusion.isEmpty() && !square(confusion, classes.size())) {
      throw new IllegalArgumentException("found another number of classes than of confusions");
    }
  }

  /**
   * The table of counts.
   *
   * @param names of the classes
   */
  public static ClassTable of(Confusion confusion, List<String> names) {
    return new ClassTable(ClassScore.of(confusion, names), confusion.rows());
  }

  private static boolean square(List<List<Integer>> counts, int classes) {
    return counts.size() == classes && counts.stream().allMatch(row -> row.size() == classes);
  }
}
