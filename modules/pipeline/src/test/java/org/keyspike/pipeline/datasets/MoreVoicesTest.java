package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings;

class MoreVoicesTest {
  private static final SpeechCommandsKind KIND = new SpeechCommandsKind();

  @TempDir Path folder;

  private static DatasetSettings with(Path clips, DatasetSettings.More more) {
    return new DatasetSettings(
        KIND.name(), null, clips, null, Sections.TWO, null, null, null, more);
  }

  private int trainingClips(Path words, DatasetSettings.More more) throws IOException {
    return KIND.open(with(words, more), folder.resolve("cache"), 1, ProgressListener.NONE)
        .utterances(Split.TRAIN)
        .size();
  }

  @Test
  void aSecondFolderJoins() throws IOException {
    Path words = Made.words(folder.resolve("words"), Sections.TWO, List.of("a", "b"));
    Path others = Made.words(folder.resolve("others"), Sections.TWO, List.of("c", "d", "e", "f"));
    Files.createFile(others.resolve("validation_list.txt"));
    Files.createFile(others.resolve("testing_list.txt"));
    int own = trainingClips(words, null);
    assertEquals(own + 8, trainingClips(words, new DatasetSettings.More(others, null)));
    assertEquals(own, trainingClips(words, new DatasetSettings.More(null, 0.5)), "not here");
  }

  @Test
  void aShareOfAllIsRefused() {
    Sections.refused(
        KIND,
        with(Sections.SOMEWHERE, new DatasetSettings.More(Sections.SOMEWHERE, 1.0)),
        "more.apart",
        "1.0",
        "0 to below 1");
  }

  @Test
  void otherKindsHaveNone() {
    DatasetSettings.More more = new DatasetSettings.More(Sections.SOMEWHERE, 0.0);
    Sections.refused(
        new TimitKind(),
        new DatasetSettings("timit", Sections.SOMEWHERE, null, null, null, null, null, null, more),
        "more",
        more.toString(),
        "nothing, as kind timit");
  }
}
