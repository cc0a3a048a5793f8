package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConfusionTest {

  @Test
  void scoresEachClass() {
    Confusion confusion = new Confusion(3);
    int[][] answers = {{0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 0}, {1, 1}, {1, 1}};
    for (int[] answer : answers) {
      confusion.add(answer[0], answer[1]);
    }
    assertEquals(List.of(List.of(2, 1, 0), List.of(1, 3, 0), List.of(0, 0, 0)), confusion.rows());
    assertEquals(new Accuracy(5, 7), confusion.accuracy());
    assertEquals(2.0 / 3, confusion.precision(0), 1e-15);
    assertEquals(2.0 / 3, confusion.recall(0), 1e-15);
    assertEquals(3.0 / 4, confusion.precision(1), 1e-15);
    assertEquals(3.0 / 4, confusion.f1(1), 1e-15);
    assertEquals(4, confusion.support(1));
    assertEquals(3, confusion.classes());
  }

  @Test
  void oneClassIsAlwaysRight() {
    Confusion confusion = new Confusion(1);
    confusion.add(0, 0);
    assertEquals(new Accuracy(1, 1), confusion.accuracy());
  }

  @Test
  void aClassThatNeverOccursScoresZero() {
    Confusion confusion = new Confusion(2);
    confusion.add(0, 0);
    assertEquals(0, confusion.precision(1));
    assertEquals(0, confusion.recall(1));
    assertEquals(0, confusion.f1(1));
  }

  @Property
  void countsEveryAnswerOnce(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 3) Integer> labels,
      @ForAll @IntRange(max = 3) int shift) {
    Confusion confusion = new Confusion(4);
    int correct = 0;
    for (int i = 0; i < labels.size(); i++) {
      int predicted = (labels.get(i) + (i % 2) * shift) % 4;
      correct += predicted == labels.get(i) ? 1 : 0;
      confusion.add(labels.get(i), predicted);
    }
    assertEquals(new Accuracy(correct, labels.size()), confusion.accuracy());
  }

  @Test
  void refusesWhatIsNoClass() {
    Confusion confusion = new Confusion(2);
    for (int[] answer : new int[][] {{2, 0}, {0, 2}, {-1, 1}, {1, -1}}) {
      String message =
          assertThrows(IndexOutOfBoundsException.class, () -> confusion.add(answer[0], answer[1]))
              .getMessage();
      assertEquals(
          "confusion: class " + answer[0] + " predicted as " + answer[1] + ", expected 0 to 1",
          message);
    }
    assertThrows(IllegalArgumentException.class, confusion::accuracy);
    assertThrows(IllegalArgumentException.class, () -> new Confusion(0));
  }
}
