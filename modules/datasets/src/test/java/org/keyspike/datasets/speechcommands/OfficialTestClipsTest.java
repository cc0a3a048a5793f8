package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;

class OfficialTestClipsTest {
  /** 189cbabe and c9e251d2 are official test speakers, a69b9b3e is one of validation. */
  private static final Dataset DATA =
      new Dataset(
          "d",
          List.of("yes"),
          false,
          Map.of(
              Split.TRAIN,
              clips("yes/189cbabe_nohash_2", "recorded/yes/c9e251d2_nohash_1", "yes/anna_nohash_0"),
              Split.VALIDATION,
              clips("yes/189cbabe_nohash_3", "yes/a69b9b3e_nohash_0"),
              Split.TEST,
              clips("yes/189cbabe_nohash_4")));

  private static List<Utterance> clips(String... names) {
    return Stream.of(names)
        .map(name -> new Utterance(name, Path.of("x.wav"), 0, 16_000, new int[1]))
        .toList();
  }

  @Test
  void theyAreCountedWhereTheyAreLearnedFrom() {
    String remark = OfficialTestClips.remark(DATA, name -> true).orElseThrow();
    assertTrue(remark.contains("2 training and 1 validation clips"), remark);
    remark = OfficialTestClips.remark(DATA, Dataset::recorded).orElseThrow();
    assertTrue(remark.contains("1 training and 0 validation clips"), remark);
  }

  @Test
  void whereThereAreNoneNothingIsSaid() {
    assertEquals(Optional.empty(), OfficialTestClips.remark(DATA, name -> name.contains("anna")));
  }
}
