package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.KeywordSpotter;

/** The folders of the published models, compiled by whatever compiler is there. */
class PublishedModelsTest {
  @TempDir Path folder;

  private static Listener model(String name) throws IOException {
    Path image = Path.of("../../models/gsc-mini", name, "image.kswi");
    return Listener.of(image, ImageReader.read(image));
  }

  private KnownAnswers answers(Listener network) throws IOException {
    return ReplayedSound.of(network, folder.resolve("no.kska"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "spotter", "compressed", "ear"})
  void replaysItsKnownAnswers(String name) throws IOException {
    Listener network = model(name);
    C99Layout.FOLDER.write(network, answers(network), folder);
    // Every compiler compiles one of them, the first one all.
    List<String> compilers = HostCompiler.all();
    for (String compiler : name.equals("tiny") ? compilers : compilers.subList(0, 1)) {
      HostCompiler.Said said = program(compiler, "selftest", new byte[0]);
      assertEquals(0, said.status(), said::text);
      assertEquals("300 frames, 21 answers: as known\n", said.text());
    }
  }

  @Test
  void aWrongNumberIsFoundAndSaid() throws IOException {
    Listener network = model("tiny");
    C99Layout.FOLDER.write(network, answers(network), folder);
    Path image = folder.resolve("src/ks_image.c");
    String text = Files.readString(image);
    int bias = text.indexOf("layer2_bias[76] = {") + "layer2_bias[76] = {\n    ".length();
    Files.writeString(image, text.substring(0, bias) + "1" + text.substring(bias + 1));
    assertFalse(Files.readString(image).equals(text));
    HostCompiler.Said said = program(HostCompiler.all().get(0), "selftest", new byte[0]);
    assertEquals(1, said.status(), said::text);
    assertTrue(said.text().startsWith("frame 99: logits["), said::text);
  }

  /** Sound that a word is detected in, as the known answers say. */
  @Test
  void hearsWhatJavaHears() throws IOException {
    Listener network = model("tiny");
    KnownAnswers answers = answers(network);
    C99Layout.FOLDER.write(network, answers, folder);
    KeywordSpotter java = new KeywordSpotter(AnswerStream.of(network.image()));
    StringBuilder expected = new StringBuilder();
    ByteBuffer sound = ByteBuffer.allocate(3 * 32_000).order(ByteOrder.LITTLE_ENDIAN);
    for (KnownAnswers.Clip clip : answers.clips()) {
      sound.asShortBuffer().put(clip.samples());
      sound.position(sound.position() + 2 * clip.samples().length);
      java.accept(
          clip.samples(),
          found ->
              expected.append(
                  String.format(
                      Locale.ROOT,
                      "%.2f s  %s  %d %%%n",
                      found.end(),
                      found.name(),
                      (int) (100 * found.score()))));
    }
    HostCompiler.Said said = program(HostCompiler.all().get(0), "listen", sound.array());
    assertEquals(0, said.status(), said::text);
    assertFalse(expected.isEmpty());
    assertEquals(expected.toString(), said.text());
  }

  @Test
  void anArduinoLibraryHasItsPlaces() throws IOException {
    Listener network = model("tiny");
    Set<String> found = new TreeSet<>();
    for (Path file : C99Layout.ARDUINO.write(network, answers(network), folder)) {
      assertTrue(Files.size(file) > 0, file::toString);
      found.add(folder.relativize(file).toString().replace('\\', '/'));
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

  /**
   * Compiles a program of the folder in one piece, which takes a third of the time, and runs it.
   */
  private HostCompiler.Said program(String compiler, String name, byte[] input) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String file : Runtime.LIBRARY) {
      all.append(file.endsWith(".c") ? "#include \"src/" + file + "\"\n" : "");
    }
    all.append("#include \"src/ks_image.c\"\n#include \"" + name + ".c\"\n");
    Files.writeString(folder.resolve("all.c"), all);
    List<String> command = new ArrayList<>(List.of(compiler, "-O1", "-Isrc", "-o", name, "all.c"));
    command.addAll(HostCompiler.STRICT);
    assertEquals("", new String(HostCompiler.output(folder, new byte[0], command)));
    return HostCompiler.run(folder, input, List.of("./" + name));
  }
}
