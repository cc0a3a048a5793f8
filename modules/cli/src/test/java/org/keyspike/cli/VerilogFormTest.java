package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;

/** The machine of an image as Verilog. */
class VerilogFormTest {
  @TempDir Path folder;
  private Path image;

  @BeforeEach
  void anImage() throws IOException {
    image = folder.resolve("image.kswi");
    ImageWriter.write(WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE), image);
  }

  private TinyRun.Said export(String arch) {
    return TinyRun.sayPlain(
        "export",
        image.toString(),
        "--format=verilog",
        "--arch=" + arch,
        "--out=" + folder.resolve("out"));
  }

  @Test
  void theMachineThatIsNamedIsWritten() throws IOException {
    TinyRun.Said said = export("tiny");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    String top = Files.readString(folder.resolve("out/keyspike.v"));
    assertTrue(top.contains(".LANES(16)") && top.contains(".WEIGHT_LATENCY(1)"), top);
    assertTrue(Files.exists(folder.resolve("out/zero_skip_unit.v")));
  }

  @Test
  void anImageForOtherLanesIsPackedAnew() throws IOException {
    TinyRun.Said said = export("ice40up5k");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(Files.readString(folder.resolve("out/keyspike.v")).contains(".LANES(1)"));
    assertTrue(Files.exists(folder.resolve("out/ice40up5k/keyspike_chip.v")));
  }

  @Test
  void anImageThatDoesNotFitIsRefused() throws IOException {
    Path machine = folder.resolve("arch.yaml");
    Files.writeString(
        machine,
        Files.readString(
                Path.of("../simulator/src/main/resources/org/keyspike/simulator/tiny.yaml"))
            .replace("depth: 16384", "depth: 1"));
    TinyRun.Said said = export(machine.toString());
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains("weight memory: the image needs"), said::err);
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
