package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.ImageReader;

/** The folders of the published models, compiled and held to their known answers. */
class PublishedModelsTest {
  @TempDir Path folder;

  private static Listener model(String name) throws IOException {
    Path image = Path.of("../../models/gsc-mini", name, "image.kswi");
    return Listener.of(image, ImageReader.read(image));
  }

  private List<Path> write(C99Layout layout, String name) throws IOException {
    Listener network = model(name);
    return layout.write(
        network, ReplayedSound.of(network, folder.resolve("no.kska")), folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "spotter", "compressed"})
  void replaysItsKnownAnswers(String name) throws IOException {
    List<Path> files = write(C99Layout.FOLDER, name);
    for (String compiler : HostCompiler.all()) {
      List<String> command = new ArrayList<>(List.of(compiler, "-O1", "-Isrc", "-o", "selftest"));
      command.addAll(HostCompiler.STRICT);
      command.add("selftest.c");
      files.stream()
          .filter(file -> file.getParent().endsWith("src") && file.toString().endsWith(".c"))
          .forEach(file -> command.add("src/" + file.getFileName()));
      HostCompiler.output(folder.resolve(name), new byte[0], command);
      HostCompiler.Said said =
          HostCompiler.run(folder.resolve(name), new byte[0], List.of("./selftest"));
      assertEquals(0, said.status(), said::text);
      assertEquals("300 frames, 21 answers: as known\n", said.text());
    }
  }

  @Test
  void anArduinoLibraryHasItsPlaces() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : write(C99Layout.ARDUINO, "tiny")) {
      found.add(folder.resolve("tiny").relativize(file).toString().replace('\\', '/'));
    }
    assertTrue(
        found.containsAll(
            List.of(
                "library.properties",
                "src/keyspike.h",
                "src/ks_image.c",
                "examples/Listen/Listen.ino",
                "examples/SelfTest/ks_answers.h")),
        found::toString);
  }
}
