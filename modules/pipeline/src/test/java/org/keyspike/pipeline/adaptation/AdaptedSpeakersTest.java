package org.keyspike.pipeline.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.adaptation.AdaptedSpeakers.Change;
import org.keyspike.pipeline.recipe.AdaptationSettings;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

class AdaptedSpeakersTest {
  private static final Dataset OWN =
      new Dataset(
          "recordings",
          List.of("stop", "_unknown_", "_silence_"),
          false,
          Map.of(),
          List.of(),
          List.of("what there is"));

  @TempDir Path folder;

  private static ClipAnswer answer(String speaker, int label, int predicted) {
    return new ClipAnswer(
        "recorded/w/" + speaker,
        Optional.of(Dataset.RECORDED + speaker),
        new int[] {label},
        new int[] {predicted});
  }

  private static Score score(ClipAnswer... clips) {
    return new Score(List.of(clips), 3, Optional.empty(), List.of());
  }

  private static AdaptedSpeakers worth() {
    return AdaptedSpeakers.of(
        OWN,
        AdaptationSettings.Layers.LAST,
        12,
        score(answer("ben", 0, 1), answer("anna", 0, 0), answer("ben", 1, 1), answer("ben", 0, 0)),
        score(answer("ben", 0, 0), answer("anna", 0, 0), answer("ben", 1, 0), answer("ben", 0, 0)));
  }

  @Test
  void countsByWordAndBySpeaker() {
    assertEquals(
        List.of(new Change("_unknown_", 1, 1, 0), new Change("stop", 3, 2, 3)), worth().words());
    assertEquals(
        List.of(new Change("anna", 1, 1, 1), new Change("ben", 3, 2, 2)), worth().speakers());
    assertEquals(
        "adapted to 12 own recordings, the readout alone; of 4 recorded test clips of 2 other speakers"
            + " the image predicts 3 right, before 3",
        worth().text());
  }

  @Test
  void saysWhereNobodyTests() {
    AdaptedSpeakers alone =
        AdaptedSpeakers.of(OWN, AdaptationSettings.Layers.ALL, 1, score(), score());
    assertTrue(
        alone.text().startsWith("adapted to 1 own recording, all layers; none"), alone::text);
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("adaptation.json");
    worth().write(file);
    assertEquals(worth(), AdaptedSpeakers.read(file));
    assertTrue(Files.readString(file).contains("\"layers\" : \"last\""));
    Files.writeString(file, "{}");
    assertThrows(InputException.class, () -> AdaptedSpeakers.read(file));
  }
}
