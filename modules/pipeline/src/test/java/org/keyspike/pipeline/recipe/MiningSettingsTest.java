package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.InputException;

class MiningSettingsTest {
  private static final String WORDS =
      """
      dataset:
        kind: custom
        words: [computer]
        synthesis: {trainSpeakers: 2, validationSpeakers: 1, testSpeakers: 1, utterancesPerSpeaker: 1, minSnrDb: 5}
        negatives: {perSpeaker: 2, sentencesPerSpeaker: 1, silencePerSpeaker: 1, words: []}
      """;

  @TempDir Path folder;

  private Recipe read(String dataset, String mining) throws IOException {
    return Recipe.read(
        Files.writeString(folder.resolve("r.yaml"), dataset + "mining: {" + mining + "}\n"));
  }

  @Test
  void nothingIsMinedUnlessSomeoneAsksForIt() throws IOException {
    assertFalse(read(WORDS, "").mining().on());
    MiningSettings settings = read(WORDS, "rounds: 2, part: second, talk: t").mining();
    assertTrue(settings.on());
    assertEquals(folder.resolve("t"), settings.talk());
    assertEquals(MiningSettings.Part.SECOND, settings.part());
    assertEquals(new RetrainSettings(5, 0.0005), settings.retraining());
  }

  @Test
  void aRecipeThatIsWrittenIsReadAsItWas() throws IOException {
    Recipe recipe = read(WORDS, "rounds: 2, hours: 0.5, talk: t");
    recipe.write(folder.resolve("again.yaml"));
    assertEquals(recipe, Recipe.read(folder.resolve("again.yaml")));
    assertEquals(
        new AfterTraining(recipe.mining(), recipe.decoding(), recipe.adaptation()), recipe.after());
  }

  /** Where the recordings lie, and how training goes on, change nothing of what is heard. */
  @Test
  void listeningIsWhatDecidesWhatIsFound() throws IOException {
    String usual = read(WORDS, "rounds: 1").mining().listening();
    assertEquals(
        usual, read(WORDS, "rounds: 3, talk: t, epochs: 9, learningRate: 1").mining().listening());
    assertNotEquals(usual, read(WORDS, "rounds: 1, nearMiss: 0.2").mining().listening());
  }

  @ParameterizedTest
  @CsvSource({
    "rounds: -1, rounds",
    "rounds: 21, rounds",
    "threshold: 0, threshold",
    "threshold: 1.1, threshold",
    "nearMiss: 0.6, nearMiss",
    "most: 0, most",
    "perSource: 0, perSource",
    "epochs: 0, epochs",
    "learningRate: 0, learningRate",
    "validationHours: 31, validationHours",
    "hours: -1, hours",
  })
  void whatCannotBeIsRefused(String wrong, String field) {
    InputException refused = assertThrows(InputException.class, () -> read(WORDS, wrong));
    assertTrue(refused.field().endsWith("mining." + field), refused.getMessage());
  }

  @Test
  void somethingMustBeHeard() throws IOException {
    InputException refused =
        assertThrows(InputException.class, () -> read(WORDS, "rounds: 1, hours: 0"));
    assertTrue(refused.getMessage().contains("nothing to listen to"), refused.getMessage());
    assertTrue(read(WORDS, "rounds: 1, hours: 0, talk: t").mining().on());
  }

  @Test
  void onlyWordsThatAreToldFromAllOthersCanBeMinedFor() {
    InputException refused =
        assertThrows(
            InputException.class,
            () -> read("dataset: {kind: speech-commands, folder: x}\n", "rounds: 1"));
    assertEquals("mining.rounds", refused.field());
    assertTrue(refused.getMessage().contains("_unknown_"), refused.getMessage());
  }
}
