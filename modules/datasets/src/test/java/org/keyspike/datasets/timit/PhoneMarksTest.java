package org.keyspike.datasets.timit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.InputException;

class PhoneMarksTest {
  @TempDir Path folder;

  private List<String> labels(String text, int frames, int rate) throws IOException {
    Path file = Files.writeString(folder.resolve("a.PHN"), text);
    PhoneMarks marks = PhoneMarks.read(file);
    return Arrays.stream(marks.places(frames, rate))
        .map(place -> marks.classes()[place])
        .mapToObj(TimitPhones.TRAINING_CLASSES::get)
        .toList();
  }

  /** Centres lie at −40, 120, 280, 440, 600. */
  @Test
  void thePhoneUnderTheCentre() throws IOException {
    assertEquals(
        List.of("sil", "sil", "iy", "aa", "aa"),
        labels("0 280 h#\n280 440 iy\n440 700 aa\n", 5, 16_000));
    assertEquals(
        List.of("sil", "sil", "sil", "iy", "aa"),
        labels("0 281 h#\n281 441 iy\n441 700 aa\n", 5, 16_000));
  }

  @Test
  void beforeTheFirstAfterTheLastAndInAGap() throws IOException {
    assertEquals(
        List.of("sh", "sh", "iy", "iy", "iy"), labels("100 200 sh\n300 310 iy\n", 5, 16_000));
  }

  @Test
  void marksBehindTheEndOfTheSoundAreNotNeeded() throws IOException {
    assertEquals(List.of("sil", "sil"), labels("0 5000 h#\n5000 9000 iy\n", 2, 16_000));
  }

  @Test
  void marksCountInTheRateOfTheFile() throws IOException {
    assertEquals(List.of("sil", "sil", "iy"), labels("0 140 h#\n140 800 iy\n", 3, 8_000));
  }

  @Test
  void theGlottalStopGoesToThePhoneAfterIt() throws IOException {
    assertEquals(
        List.of("sil", "ih", "ih", "ih", "ih"),
        labels("0 100 h#\n100 300 q\n300 700 ih\n", 5, 16_000));
    assertEquals(List.of("sil", "sil", "sil"), labels("0 100 h#\n100 300 q\n", 3, 16_000));
  }

  @ParameterizedTest
  @CsvSource({
    "'0 100 h#|100 200 xx', line 2",
    "'0 100 h#|100 h#', line 2",
    "'0 100 h#|300 200 iy', line 2",
    "'0 100 h#|0 50 iy', line 2",
    "'0 -1 h#', line 1",
    "'0 99999999999999999999 h#', line 1",
    "'||', phones",
    "'0 100 q', phones"
  })
  void brokenFilesAreRefused(String text, String field) {
    InputException e =
        assertThrows(InputException.class, () -> labels(text.replace('|', '\n'), 1, 16_000));
    assertEquals(field, e.field(), e.getMessage());
  }
}
