package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.FeatureSpec;
import org.keyspike.training.Teacher;
import org.keyspike.training.dscnn.DsCnn;
import org.keyspike.training.dscnn.DsCnnSettings;
import org.keyspike.training.dscnn.DsCnnSpec;
import org.keyspike.training.dscnn.FoldedDsCnn;
import org.keyspike.training.made.MadeFeatures;

class DsCnnTeacherProviderTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final MadeFeatures CLIPS = new MadeFeatures(5, 12, 40, 3, 1);
  private static final FrontEndSettings FRONT_END = new FeatureSpec(12, 1).frontEnd();

  @TempDir Path folder;

  private final DsCnnTeacherProvider provider = new DsCnnTeacherProvider();
  private DsCnn network;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    DsCnnSpec spec = new DsCnnSpec(12, 40, 3, new DsCnnSettings(10, 4, 1, 0, 0));
    network = DsCnn.untrained(spec, CLASSES, CLIPS, 3, Map.of());
    file = new RunFolder(folder).checkpoint(RunFolder.FLOAT);
    Files.createDirectories(file.getParent());
    network.write(file);
  }

  @Test
  void answersAsTheNetworkDoesClipByClip() throws IOException {
    assertTrue(provider.holds(file));
    assertTrue(provider.holds(folder), "a run folder");
    Teacher teacher = provider.open(folder, CLASSES, FRONT_END);
    assertEquals(Hashes.sha256Hex(file), provider.identity(folder));
    assertEquals(provider.identity(file), teacher.identity());
    Batch batch = Batches.inOrder(CLIPS, 5).iterator().next();
    float[] found = teacher.logits(batch);
    FoldedDsCnn folded = new FoldedDsCnn(network);
    for (int clip = 0; clip < 5; clip++) {
      assertArrayEquals(
          folded.logits(batch.clip(clip).features()),
          Arrays.copyOfRange(found, clip * 3, clip * 3 + 3));
    }
  }

  @Test
  void otherClassesAndBandsAreRefused() {
    InputException classes =
        assertThrows(
            InputException.class, () -> provider.open(file, List.of("a", "c", "b"), FRONT_END));
    assertEquals("classes a b c", classes.found());
    InputException bands =
        assertThrows(
            InputException.class,
            () -> provider.open(file, CLASSES, new FeatureSpec(13, 1).frontEnd()));
    assertEquals("12 bands", bands.found());
  }

  @Test
  void anotherFrontEndIsRefusedWhereTheFileSaysWhichItLearnedFrom() throws IOException {
    Map<String, String> said = Map.of(BaselineTrainStage.FRONT_END, FRONT_END.text());
    new DsCnn(network.spec(), CLASSES, network.parameters(), said).write(file);
    assertEquals(provider.identity(file), provider.open(file, CLASSES, FRONT_END).identity());
    InputException other =
        assertThrows(
            InputException.class,
            () -> provider.open(file, CLASSES, new FeatureSpec(12, 2).frontEnd()));
    assertEquals("front end " + FRONT_END.text(), other.found());
  }

  @Test
  void otherFilesAreNotHeld() throws IOException {
    assertFalse(provider.holds(folder.resolve("nothing.safetensors")));
    assertFalse(provider.holds(Files.writeString(folder.resolve("text"), "dscnn.spec")));
  }
}
