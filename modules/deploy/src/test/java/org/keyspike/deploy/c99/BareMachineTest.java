package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.ImageReader;

/**
 * Self-tests in emulators of a Cortex-M0, a Cortex-M4 and a RISC-V: features, logits, posteriors
 * and detections are those of Java.
 */
@Tag("slow")
class BareMachineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void replaysAPublishedModel(BareMachine machine) throws IOException {
    machine.require();
    Path image = Path.of("../../models/gsc-mini/tiny/image.kswi");
    export(Listener.of(image, ImageReader.read(image)));
    HostCompiler.Said said = machine.run(folder);
    assertEquals("300 frames, 21 answers: as known\n", said.text());
    assertEquals(0, said.status());
  }

  /** Another network on each. */
  @ParameterizedTest
  @EnumSource
  void replaysARandomNetwork(BareMachine machine) throws IOException {
    machine.require();
    long seed = Long.getLong("keyspike.seed", 21) + machine.ordinal();
    export(RandomListeners.of(seed));
    HostCompiler.Said said = machine.run(folder, "OPTIMIZE=-O2");
    assertTrue(said.text().matches("\\d+ frames, \\d+ answers: as known\n"), said::text);
    assertEquals(0, said.status(), () -> "seed " + seed);
  }

  /** 64-bit averages, on processors of 32 bits. */
  @ParameterizedTest
  @EnumSource
  void replaysNormalizedEnergies(BareMachine machine) throws IOException {
    machine.require();
    export(RandomListeners.normalized(3));
    HostCompiler.Said said = machine.run(folder, "OPTIMIZE=-O2");
    assertTrue(said.text().matches("\\d+ frames, \\d+ answers: as known\n"), said::text);
    assertEquals(0, said.status());
  }

  @Test
  void findsAnAnswerThatIsWrong() throws IOException {
    BareMachine.M0.require();
    export(RandomListeners.of(1));
    Path answers = folder.resolve("ks_answers.h");
    String first = "(ks_known_features\\[] = \\{\\s+)\\d+";
    Files.writeString(answers, Files.readString(answers).replaceFirst(first, "$1 254"));
    HostCompiler.Said said = BareMachine.M0.run(folder);
    assertTrue(
        said.text().matches("(?s)frame 0: features\\[0] is \\d+, expected 254\n.*"), said::text);
    assertNotEquals(0, said.status());
  }

  private void export(Listener network) throws IOException {
    C99Layout.FOLDER.write(network, ReplayedSound.of(network, folder.resolve("no.kska")), folder);
  }
}
