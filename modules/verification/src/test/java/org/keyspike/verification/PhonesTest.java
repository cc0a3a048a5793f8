package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.timit.PhoneSet;
import org.keyspike.datasets.timit.TimitPhones;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.PhoneModel;
import org.keyspike.io.InputException;

/** How answers are read as phones: of frames and of sequences. */
class PhonesTest {
  private static Decoding decoding() {
    PhoneSet set = PhoneSet.phones();
    int classes = set.classes().size();
    List<int[]> durations = new ArrayList<>();
    for (int phone = 0; phone < classes; phone++) {
      durations.add(new int[] {3});
    }
    PhoneModel model =
        PhoneModel.estimate(
            classes,
            classes,
            List.of(new int[] {0, 1}),
            List.of(new int[] {0, 0, 1}),
            durations,
            0);
    return new Decoding(model, 0.5, 0.25);
  }

  @Test
  void wordsAreNoPhones() {
    assertTrue(Phones.of(List.of("go", "stop")).isEmpty());
    assertEquals(List.of("go", "stop"), Phones.names(List.of("go", "stop")));
    assertEquals(TimitPhones.TRAINING_CLASSES, Phones.names(PhoneSet.phones().classes()));
  }

  @Test
  void framesCountAsPhonesAndSequencesAreDecodedOnlyByAModel() {
    Phones plain = Phones.of(PhoneSet.phones().classes()).orElseThrow();
    assertFalse(plain.decodes());
    assertTrue(Phones.of(PhoneSet.phones(), decoding()).decodes());
    assertArrayEquals(new int[] {3, 0, 47}, plain.phones(new int[] {3, 0, 47}));
    ClipAnswer answer =
        ClipAnswer.of(
            "clip", Optional.empty(), new int[] {1, 2, 3}, new int[] {1, 2, 4}, Optional.of(plain));
    assertEquals(new Accuracy(2, 3), answer.accuracy());
  }

  @Test
  void aDecodingComesBackFromItsFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("decoder.json");
    Decoding written = decoding();
    written.write(file);
    Decoding read = Decoding.read(file);
    assertEquals(0.5, read.languageWeight());
    assertEquals(0.25, read.priorWeight());
    assertArrayEquals(written.model().priors(), read.model().priors());
    assertArrayEquals(written.model().shortest(), read.model().shortest());
    List<String> phones = PhoneSet.phones().classes();
    assertTrue(Phones.of(phones, file).orElseThrow().decodes());
    assertFalse(Phones.of(phones, folder.resolve("none.json")).orElseThrow().decodes());
    assertTrue(Phones.of(List.of("go", "stop"), file).isEmpty());
    Files.writeString(file, "{\"model\": 3}");
    assertThrows(InputException.class, () -> Decoding.read(file));
  }
}
