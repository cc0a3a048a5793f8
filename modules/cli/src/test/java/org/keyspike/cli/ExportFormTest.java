package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.network.Checkpoint;

/** Forms of an image that are programs. */
class ExportFormTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"c99,selftest.c", "arduino,library.properties"})
  void anImageIsAProgram(String form, String file) {
    TinyRun.Said said =
        TinyRun.sayPlain(
            "export", ListenTest.NETWORK, "--format=" + form, "--out=" + folder.resolve(form));
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(Files.exists(folder.resolve(form).resolve("src/keyspike.h")));
    assertTrue(Files.exists(folder.resolve(form).resolve(file)));
  }

  @ParameterizedTest
  @CsvSource({"c99", "arduino"})
  void whatCannotListenIsRefused(String form) throws IOException {
    refused(GridCheckpoints.keyword(1), form, "set frontend.kind: integer");
    refused(GridCheckpoints.frameWise(1), form, "one with a keyword readout");
  }

  private void refused(Checkpoint checkpoint, String form, String advice) throws IOException {
    Path image = folder.resolve("image.kswi");
    ImageWriter.write(WeightImage.of(checkpoint, 16, Packing.DENSE), image);
    Path out = folder.resolve("out");
    TinyRun.Said said =
        TinyRun.sayPlain("export", image.toString(), "--format=" + form, "--out=" + out);
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains(advice), said::err);
    assertFalse(Files.exists(out));
  }
}
