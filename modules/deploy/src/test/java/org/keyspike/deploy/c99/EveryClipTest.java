package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.ImageReader;

/**
 * Every clip of {@code testing_list.txt} in the folder {@code keyspike.clips}, and an hour of them
 * as one stream, on emulated machines and in Java: features, outputs of neurons, logits, posteriors
 * and detections are the same bits. Takes minutes.
 */
@Tag("slow")
@EnabledIfSystemProperty(
    named = "keyspike.clips",
    matches = ".+",
    disabledReason = "takes minutes: -Dkeyspike.clips=FOLDER")
class EveryClipTest {
  private static final String ALL =
      """
      spotter, M4
      tiny, M4
      compressed, M4
      spotter, M0
      tiny, M0
      compressed, M0
      spotter, RV32
      tiny, RV32
      compressed, RV32
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void saysTheSame(String model, BareMachine machine) throws IOException {
    machine.require();
    Clips clips = tested();
    compare(model, machine, clips.names().size() + " clips", clips.records());
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void saysTheSameForAnHour(String model, BareMachine machine) throws IOException {
    machine.require();
    compare(model, machine, "an hour", tested().records(3_600));
  }

  private static Clips tested() throws IOException {
    return Clips.tested(Path.of(System.getProperty("keyspike.clips")));
  }

  private void compare(String model, BareMachine machine, String what, byte[] records)
      throws IOException {
    Path image = Path.of("../../models/gsc-mini", model, "image.kswi");
    Listener network = Listener.of(image, ImageReader.read(image));
    Replay java = new Replay(network);
    byte[] expected = java.said(records);

    C99Layout.FOLDER.write(network, ReplayedSound.of(network, folder.resolve("no.kska")), folder);
    Program.copy("replay.c", folder);
    Program.copy("bare_replay.c", folder);
    Files.write(folder.resolve("records.bin"), records);
    HostCompiler.Said said =
        machine.run(folder, "PROGRAM=bare_replay.c", "LIBRARY=", "OPTIMIZE=-O2");
    assertEquals(0, said.status(), said::text);
    byte[] found = Files.readAllBytes(folder.resolve("said.bin"));
    assertEquals(-1, Arrays.mismatch(expected, found), "the first byte that differs");
    assertTrue(java.detections() > 0);
    System.out.printf(
        "%s on %s: %s, %d bytes said, %d detections, the same bits%n",
        model, machine, what, found.length, java.detections());
  }
}
