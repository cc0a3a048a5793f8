package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.io.RecordWriter;

class ApartEvaluationTest {
  private static final SeenClips CLIPS =
      new SeenClips(
          List.of("a", "b", "c", "d"),
          List.of(
              Optional.of(Split.TRAIN),
              Optional.empty(),
              Optional.of(Split.VALIDATION),
              Optional.of(Split.TRAIN)));

  @Test
  void theUnseenComeFirst() {
    ApartEvaluation<Double> both = ApartEvaluation.of(CLIPS, Optional.of(0.25), Optional.of(0.75));
    assertEquals(
        "clips that the network never saw:|0.25||clips that it was trained with (2) or chosen by (1),"
            + " which say nothing of others:|0.75",
        both.text(String::valueOf).replace(System.lineSeparator(), "|"));
    assertEquals(
        "{\"unseen\":0.25,\"seen\":0.75,\"trainingClips\":2,\"validationClips\":1}",
        RecordWriter.json(both));
  }

  @Test
  void whereThereAreNoneItIsSaid() {
    ApartEvaluation<Double> seen = ApartEvaluation.of(CLIPS, Optional.empty(), Optional.of(1.0));
    assertEquals(
        "clips that the network never saw: none",
        seen.text(String::valueOf).lines().findFirst().orElseThrow());
  }
}
