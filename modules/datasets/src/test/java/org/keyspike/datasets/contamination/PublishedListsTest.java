package org.keyspike.datasets.contamination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;

/** The lists of the networks that lie in the repository. */
class PublishedListsTest {
  private static final Set<String> WORDS =
      Set.of(
          "bed", "cat", "happy", "down", "go", "left", "no", "off", "on", "right", "stop", "up",
          "yes");

  private static TrainedClips list(String network) throws IOException {
    return TrainedClips.read(Path.of("../../models/gsc-mini", network, TrainedClips.FILE_NAME));
  }

  @ParameterizedTest
  @CsvSource({"tiny, 3271, 679", "compressed, 3271, 679", "spotter, 11099, 2279", "ear, 5000, 969"})
  void holdTheirParts(String network, int training, int validation) throws IOException {
    assertEquals(training, list(network).clips(Split.TRAIN));
    assertEquals(validation, list(network).clips(Split.VALIDATION));
  }

  /** What cards and pages say of the official test part, counted by the names alone. */
  @ParameterizedTest
  @CsvSource({"tiny", "compressed", "spotter"})
  void knowTheOfficialTestClips(String network) throws IOException {
    List<String> official = official();
    TrainedClips list = list(network);
    int training = 0;
    int validation = 0;
    for (String clip : official) {
      Optional<Split> part =
          list.part(
              new ClipIdentity(
                  Optional.empty(), ClipIdentity.nameOf(clip.substring(0, clip.length() - 4))));
      training += part.equals(Optional.of(Split.TRAIN)) ? 1 : 0;
      validation += part.equals(Optional.of(Split.VALIDATION)) ? 1 : 0;
    }
    assertEquals(2_588, training);
    assertEquals(535, validation);
  }

  @Test
  void theOfficialTestPartHasSoManyClips() throws IOException {
    assertEquals(4_678, official().size());
  }

  private static List<String> official() throws IOException {
    return Files.readAllLines(Made.real("gsc-v2-testing_list.txt")).stream()
        .filter(clip -> WORDS.contains(clip.substring(0, clip.indexOf('/'))))
        .toList();
  }
}
