package org.keyspike.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;

class FailureTextTest {
  @Test
  void filesSayWhatIsWrongWithThem() {
    assertEquals(
        Optional.of("a.yaml: no such file or folder"),
        FailureText.of(new NoSuchFileException("a.yaml")));
    assertEquals(
        Optional.of("a.bin: cannot be written, the disk is full"),
        FailureText.of(new FileSystemException("a.bin", null, "No space left on device")));
    assertEquals(
        Optional.of("the disk is full: No space left on device"),
        FailureText.of(new IOException("No space left on device")));
  }

  @Test
  void refusalsKeepTheirWordsInOneLine() {
    assertEquals(
        Optional.of("a.yaml: seed: found x, expected a number"),
        FailureText.of(new InputException("a.yaml", "seed", "x", "a number")));
    SpecException refusal = new SpecException("layers", "none", "one\nor more");
    assertEquals(
        Optional.of("network: layers is none, expected one; or more"), FailureText.of(refusal));
  }

  @Test
  void defectsHaveNone() {
    assertEquals(Optional.empty(), FailureText.of(new IllegalStateException("a defect")));
    assertEquals(Optional.empty(), FailureText.of(new NullPointerException()));
  }
}
