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
 * Every clip of {@code testing_list.txt} in the folder {@code keyspike.clips}, on emulated machines
 * and in Java: features, outputs of neurons, logits, posteriors and detections are the same bits.
 * Takes minutes.
 */
@Tag("slow")
@EnabledIfSystemProperty(
    named = "keyspike.clips",
    matches = ".+",
    disabledReason = "takes minutes: -Dkeyspike.clips=FOLDER")
class EveryClipTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "spotter, M4", "tiny, M4", "compressed, M4",
    "spotter, M0", "tiny, M0", "compressed, M0",
    "spotter, RV32", "tiny, RV32", "compressed, RV32"
  })
  void saysTheSame(String model, BareMachine machine) throws IOException {
    machine.require();
    Path image = Path.of("../../models/gsc-mini", model, "image.kswi");
    Listener network = Listener.of(image, ImageReader.read(image));
    Clips clips = Clips.tested(Path.of(System.getProperty("keyspike.clips")));
    byte[] records = clips.records();
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
    System.out.println(
        model
            + " on "
            + machine
            + ": "
            + clips.names().size()
            + " clips, "
            + java.detections()
            + " detections, the same bits");
  }
}
