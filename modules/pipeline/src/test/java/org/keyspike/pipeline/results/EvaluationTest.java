package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.io.RecordWriter;

class EvaluationTest {
  private static Evaluation evaluation(PhoneScore phones) {
    return new Evaluation(
        "weight image, by the integer network",
        "clips",
        new ScoredAccuracy(
            0.75, 3, 4, new Interval(0.3, 0.95, Interval.Unit.SPEAKERS, 3), Optional.of(0.7)),
        Optional.empty(),
        List.of(0.125),
        phones,
        new ClassTable(
            List.of(
                new ClassScore("yes", 2, 1, 0.5, 2 / 3.0), new ClassScore("no", 2, 0.5, 1, 0.8)),
            List.of(List.of(1, 1), List.of(0, 2))));
  }

  @Test
  void peopleReadAccuracyAndALineForEachClass() {
    assertEquals(
        List.of(
            "weight image, by the integer network",
            "accuracy 0.7500 (3 correct of 4 clips, 95 % interval 0.3000–0.9500 by 3 speakers)",
            "class     count precision    recall        F1",
            "yes           2    1.0000    0.5000    0.6667",
            "no            2    0.5000    1.0000    0.8000"),
        evaluation(PhoneScore.NONE).text().lines().toList());
  }

  @Test
  void phonesHaveALineOfTheirOwn() {
    PhoneErrors errors = new PhoneErrors(2, 1, 1, 16);
    PhoneScore phones = new PhoneScore(Optional.of(errors.rate()), Optional.of(errors));
    assertEquals(
        "phone error rate 0.2500 (2 substitutions, 1 deletions, 1 insertions, of 16 phones)",
        evaluation(phones).text().lines().toList().get(2));
  }

  @Test
  void programsReadOneFlatObject() {
    assertEquals(
        "{\"network\":\"weight image, by the integer network\",\"unit\":\"clips\","
            + "\"accuracy\":0.75,\"correct\":3,\"count\":4,\"interval\":"
            + "{\"lower\":0.3,\"upper\":0.95,\"by\":\"speakers\",\"number\":3},\"speakerMean\":0.7,"
            + "\"encoderRate\":null,\"rates\":[0.125],"
            + "\"phoneErrorRate\":null,\"phoneErrors\":null,"
            + "\"classes\":[{\"name\":\"yes\",\"count\":2,\"precision\":1.0,\"recall\":0.5,"
            + "\"f1\":0.6666666666666666},{\"name\":\"no\",\"count\":2,\"precision\":0.5,"
            + "\"recall\":1.0,\"f1\":0.8}],\"confusion\":[[1,1],[0,2]]}",
        RecordWriter.json(evaluation(PhoneScore.NONE)));
  }
}
