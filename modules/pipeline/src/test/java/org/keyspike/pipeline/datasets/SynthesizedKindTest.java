package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.pipeline.recipe.DatasetSettings.Synthesis;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.WordSynthesizer;

class SynthesizedKindTest {
  private static final SynthesizedKind KIND = new SynthesizedKind();

  @TempDir Path cache;

  private static DatasetSettings section(List<String> words, Synthesis synthesis) {
    return Sections.made(KIND, words, synthesis, null, null);
  }

  @Test
  void itsClipsHaveOneLabelEach() throws InputException {
    Sections.isRegistered("synthesized", KIND);
    assertFalse(KIND.frameWise());
    assertEquals("folder", KIND.place());
  }

  @Test
  void theSectionSaysWhatIsSynthesised() throws InputException {
    assertEquals(
        new SynthesisSettings(Sections.TWO, 2, 1, 1, 1, 10, 77),
        SynthesizedKind.synthesis(section(Sections.TWO, Sections.FEW), 77));
  }

  /** What was made before, of the same words, numbers, seed and synthesiser, is not made again. */
  @Test
  void aCorpusInTheCacheIsOpenedAsItIs() throws IOException {
    List<String> words = List.of("yes", "hey spike");
    String all = WordSynthesizer.VERSION + " " + new SynthesisSettings(words, 2, 1, 1, 1, 10, 5);
    String key = Hashes.sha256Hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    Path made =
        Made.words(cache.resolve("synthesized-" + key), List.of("hey_spike", "yes"), List.of("a"));
    Dataset dataset = KIND.open(section(words, Sections.FEW), cache, 5, ProgressListener.NONE);
    assertEquals(List.of("yes", "hey_spike"), dataset.classes());
    assertEquals(List.of(made.getFileName().toString()), Made.entries(cache));
  }

  @Test
  void wordsAndNumbersAreNeeded() {
    assertDoesNotThrow(() -> KIND.validate(section(Sections.TWO, Sections.FEW)));
    Sections.refused(
        KIND, section(null, Sections.FEW), "words", "nothing", "the words to synthesise");
    Sections.refused(
        KIND,
        section(Sections.TWO, null),
        "synthesis",
        "nothing",
        "how many speakers and utterances to make");
    Sections.refused(
        KIND,
        section(List.of("yes", "?"), Sections.FEW),
        "words",
        "\"?\"",
        "letters and digits, as in \"hey spike\"");
    Sections.refused(
        KIND,
        section(Sections.TWO, new Synthesis(1, 1, 1, 1, 61)),
        "minSnrDb",
        "61.0",
        "−20 to 60");
  }

  /** One class could not be told from anything. */
  @Test
  void aWordAloneIsRefusedBeforeItIsSynthesised() {
    Sections.refused(
        KIND, section(List.of("yes"), Sections.FEW), "words", "[yes]", "two or more, each once");
  }

  @Test
  void nothingIsReadFromElsewhere() {
    Path x = Sections.SOMEWHERE;
    Sections.refused(
        KIND,
        new DatasetSettings(KIND.name(), x, null, null, Sections.TWO, Sections.FEW),
        "archive",
        "somewhere",
        "nothing, as kind synthesized");
    Sections.refused(
        KIND,
        Sections.made(KIND, Sections.TWO, Sections.FEW, null, x),
        "recordings",
        "somewhere",
        "nothing, as kind synthesized");
    Sections.refused(
        KIND,
        Sections.made(KIND, Sections.TWO, Sections.FEW, Sections.OTHERS, null),
        "negatives",
        Sections.OTHERS.toString(),
        "nothing, as kind synthesized");
  }
}
