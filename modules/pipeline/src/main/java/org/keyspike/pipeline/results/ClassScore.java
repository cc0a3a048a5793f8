package org.keyspike.pipeline.results;

import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.evaluation.Confusion;

/**
 * The score of one class.
 *
 * @param name of the class
 * @param count how often it was said
 * @param precision of the answers that said it, the part that was right
 * @param recall of its clips, the part that was predicted right
 * @param f1 the harmonic mean of both
 */
public record ClassScore(String name, int count, double precision, double recall, double f1) {

  /** The scores of all classes, in the order of the logits. */
  public static List<ClassScore> of(Confusion confusion, List<String> classes) {
    return IntStream.range(0, classes.size())
        .mapToObj(
            k ->
                new ClassScore(
                    classes.get(k),
                    confusion.support(k),
                    confusion.precision(k),
                    confusion.recall(k),
                    confusion.f1(k)))
        .toList();
  }
}
