package org.keyspike.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;

class AnalysisTest {
  @TempDir Path folder;

  @Test
  void aNetworkThatIsInNoRunIsRefused() throws IOException {
    Path alone = Files.writeString(folder.resolve("alone.safetensors"), "");
    Target target = Target.of(alone);
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                Analysis.of(
                    target,
                    RunFolder.FLOAT,
                    folder.resolve("analysis"),
                    folder.resolve("cache"),
                    ProgressListener.NONE));
    assertEquals(
        alone + ": found a network that is in no run, expected a run folder", e.getMessage());
    try (var entries = Files.list(folder)) {
      assertEquals(List.of(alone), entries.toList(), "nothing is written");
    }
  }
}
