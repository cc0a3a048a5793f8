package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.deploy.Listener;
import org.keyspike.deploy.c99.CountedRun.Frame;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;

/**
 * Flash, RAM and instructions of the published models on Cortex-M0+ and M4, over their known
 * samples and over a minute of clips from the folder {@code keyspike.clips}: the tables of
 * docs/hardware/microcontrollers.md, printed and written to {@code target/cost.md}. Takes minutes.
 */
@Tag("slow")
@EnabledIfSystemProperty(
    named = "keyspike.clips",
    matches = ".+",
    disabledReason = "takes minutes: -Dkeyspike.clips=FOLDER")
class CostTest {
  private static final int SECONDS = 60;
  private static final String FAST = "-O2";
  private static final String SMALL = "-Os";

  @TempDir Path folder;
  private final List<String> memory = new ArrayList<>();
  private final List<String> speed = new ArrayList<>();
  private final List<String> known = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();

  @Test
  void ofThePublishedModels() throws IOException {
    BareMachine.M4.require();
    Path clips = Path.of(System.getProperty("keyspike.clips"));
    byte[] stream = Clips.tested(clips).stream(SECONDS);
    head(memory, "model, core, compiled, code, tables, image, flash, RAM, stack");
    head(
        speed,
        "model, core, a frame, most, an answer, cycles, 100 ms at 64 MHz, most, 48 MHz, 120 MHz");
    head(known, "model, core, a frame of known samples, most, with -Os, most");
    head(
        parts, "model, core, " + String.join(", ", CountedRun.PARTS) + ", memory, products, taken");
    for (String model : List.of("spotter", "tiny", "compressed")) {
      byte[] replayed = export(model);
      for (BareMachine machine : List.of(BareMachine.M0, BareMachine.M4)) {
        rows(model, machine, replayed, stream);
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> table : List.of(memory, speed, known, parts)) {
      text.append(String.join("\n", table)).append("\n\n");
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/cost.md"), text);
    System.out.println(text);
  }

  /** Exports a model; returns its known samples, little-endian. */
  private byte[] export(String model) throws IOException {
    Path image = Path.of("../../models/gsc-mini", model, "image.kswi");
    Listener network = Listener.of(image, ImageReader.read(image));
    KnownAnswers answers = ReplayedSound.of(network, image.resolveSibling("answers.kska"));
    C99Layout.FOLDER.write(network, answers, folder);
    for (String program : List.of("cost.c", "silent.c", "count.c")) {
      Program.copy(program, folder);
    }
    short[] samples = answers.samples();
    ByteBuffer sound = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    sound.asShortBuffer().put(samples);
    return sound.array();
  }

  private void rows(String model, BareMachine machine, byte[] sound, byte[] stream)
      throws IOException {
    String core = machine == BareMachine.M0 ? "M0+" : "M4";
    CountedRun small = CountedRun.of(folder, machine, SMALL, sound);
    CountedRun replayed = CountedRun.of(folder, machine, FAST, sound);
    CountedRun words = CountedRun.of(folder, machine, FAST, stream);
    memory(model, core, machine, SMALL, small.stack());
    memory(model, core, machine, FAST, Math.max(replayed.stack(), words.stack()));
    double cycles = words.mean(Frame::cycles);
    row(
        speed,
        model,
        core,
        number(words.mean(Frame::instructions)),
        number(words.worst(Frame::instructions)),
        number(words.instructionsAnAnswer()),
        number(cycles),
        milliseconds(10 * cycles),
        milliseconds(words.worstTenth()),
        share(cycles, 48),
        share(cycles, 120));
    row(
        known,
        model,
        core,
        number(replayed.mean(Frame::instructions)),
        number(replayed.worst(Frame::instructions)),
        number(small.mean(Frame::instructions)),
        number(small.worst(Frame::instructions)));
    List<String> row = new ArrayList<>(List.of(model, core));
    IntStream.rangeClosed(1, CountedRun.PARTS.size())
        .forEach(part -> row.add(number(words.mean(frame -> frame.counts()[part][0]))));
    IntStream.range(2, 5).forEach(kind -> row.add(number(words.mean(frame -> frame.sum(kind)))));
    row(parts, row.toArray(String[]::new));
  }

  private void memory(String model, String core, BareMachine machine, String optimize, int stack)
      throws IOException {
    Weight weight = Weight.of(folder, machine, optimize);
    row(
        memory,
        model,
        core,
        "`" + optimize + "`",
        number(weight.code()),
        number(weight.tables()),
        number(weight.image()),
        number(weight.flash()),
        number(weight.ram()),
        number(stack));
    assertTrue(weight.flash() <= 50_000, () -> model + " has a flash of " + weight.flash());
    assertTrue(weight.ram() + stack <= 16_384, () -> model + " has a RAM of " + weight.ram());
  }

  private static void head(List<String> table, String names) {
    String[] cells = names.split(", *");
    row(table, cells);
    table.add("|---".repeat(cells.length) + "|");
  }

  private static void row(List<String> table, String... cells) {
    table.add("| " + String.join(" | ", cells) + " |");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** Of a core of so many megahertz, 100 frames a second. */
  private static String share(double cycles, int megahertz) {
    return String.format(Locale.ROOT, "%.1f %%", cycles * 100 * 100 / (megahertz * 1e6));
  }

  /** Of a core of 64 MHz. */
  private static String milliseconds(double cycles) {
    return String.format(Locale.ROOT, "%.1f ms", cycles / 64_000);
  }
}
