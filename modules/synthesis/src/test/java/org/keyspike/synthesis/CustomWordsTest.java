package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class CustomWordsTest {
  private static final NegativeSettings FEW = new NegativeSettings(2, 1, 1, List.of());

  @TempDir Path cache;

  private Dataset open(String... words) throws IOException {
    SynthesisSettings settings = new SynthesisSettings(List.of(words), 1, 1, 1, 1, 10, 3);
    return CustomWords.open(settings, FEW, Optional.empty(), cache, 2, ProgressListener.NONE);
  }

  private InputException refused(String... words) {
    return assertThrows(InputException.class, () -> open(words));
  }

  @Test
  void whatNoOneSecondNetworkCanHearIsRefused() {
    InputException e = refused("turn all of the lights in the kitchen on again");
    assertEquals("dataset.words", e.field());
    assertEquals(List.of(), Made.entries(cache), "nothing is written");
  }

  @Test
  void wordsThatSoundTheSameAreRefused() {
    assertEquals(
        "\"right\" and \"write\", which sound the same", refused("right", "write").found());
  }

  @Test
  @Tag("slow")
  void classesAreTheWordsAndWhatIsNone() throws IOException {
    Dataset made = open("marvin");
    assertEquals(List.of("marvin", "_unknown_", "_silence_"), made.classes());
    for (Split split : Split.values()) {
      assertEquals(1 + 2 + 1 + 1, made.utterances(split).size(), "" + split);
    }
    List<String> before = Made.entries(cache);
    assertEquals(Made.names(made, Split.TRAIN), Made.names(open("marvin"), Split.TRAIN));
    assertEquals(before, Made.entries(cache), "the cache serves it");
  }
}
