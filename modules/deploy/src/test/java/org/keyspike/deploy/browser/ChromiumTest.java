package org.keyspike.deploy.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Resampler;
import org.keyspike.deploy.Listener;
import org.keyspike.deploy.c99.RandomListeners;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;

/** The page in a browser: the same bits as in Java, and words that are said to its microphone. */
@Tag("slow")
class ChromiumTest {
  private static final int RATE = 16_000;

  @TempDir static Path folder;

  private static AudioClip hello;
  private static WeightImage image;
  private static Path microphone;
  private static String page;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "chromium is not installed (apt-get install chromium)");
    hello = AudioFiles.read(Published.HELLO);
    image = Published.image("spotter");
    // Five words: yes, stop, happy, yes, stop; and silence, as the microphone repeats the end.
    float[] laid = Arrays.copyOf(hello.samples(), hello.samples().length + 4 * RATE);
    System.arraycopy(hello.samples(), RATE, laid, hello.samples().length, 5 * RATE / 2);
    microphone = folder.resolve("microphone.wav");
    AudioFiles.writeWav(microphone, new AudioClip(laid, RATE));
    page = page("spotter", image, KnownAnswers.ofSound(image, List.of(clip(1.3), clip(2.2))));
    try {
      chromium = Chromium.start(program.get(), folder.resolve("profile"), microphone);
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
    }
  }

  @AfterAll
  static void end() {
    if (chromium != null) {
      chromium.close();
      assertEquals(List.of(), chromium.complaints());
    }
  }

  /** A page with known answers. */
  private static String page(String name, WeightImage image, KnownAnswers answers)
      throws IOException {
    Path file = folder.resolve(name + ".html");
    BrowserPage.write(
        new Listener(image), new PageCard(name, List.of()), Optional.of(answers), file);
    return Chromium.address(file);
  }

  /** A second of sound. */
  private static short[] clip(double from) {
    short[] samples = new short[RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (hello.samples()[(int) (from * RATE) + i] * 32_768);
    }
    return samples;
  }

  private static Numbers heard(Path file) throws IOException {
    Listening listening = new Listening(image);
    listening.hearFile(Files.readAllBytes(file), file.toString());
    return Numbers.of(listening);
  }

  /** Frame and label of each detection. */
  private static List<int[]> detections(Numbers numbers) {
    int classes = image.classes().size();
    return numbers.answers().stream()
        .filter(row -> row[2 * classes + 3] == 1)
        .map(row -> new int[] {row[0], row[2 * classes + 1]})
        .toList();
  }

  @Test
  void thePageFindsItsKnownAnswers() {
    try (Chromium.Tab tab = chromium.open(page + "#selftest")) {
      tab.await("document.documentElement.dataset.selftest !== 'running'");
      assertEquals("passed", tab.state("selftest"), () -> tab.text("results"));
      assertEquals(
          3 + 2 + 1, tab.evaluate("document.querySelectorAll('#results .good').length").asInt());
      assertTrue(tab.text("verdict").startsWith("Equal: "), () -> tab.text("verdict"));
    }
  }

  @Test
  void networksOfEveryKindFindTheirs() throws IOException {
    for (long seed = 1; seed <= 4; seed++) {
      WeightImage random =
          (seed < 4 ? RandomListeners.of(seed) : RandomListeners.normalized(seed)).image();
      int samples = ((ReadoutImage.Keyword) random.readout()).frames() * FrontEndSettings.HOP;
      KnownAnswers answers =
          KnownAnswers.ofSound(random, List.of(Arrays.copyOf(clip(1.3), samples)));
      String name = "random " + seed;
      try (Chromium.Tab tab = chromium.open(page(name, random, answers) + "#selftest")) {
        tab.await("document.documentElement.dataset.selftest !== 'running'");
        assertEquals("passed", tab.state("selftest"), () -> name + tab.text("results"));
      }
    }
  }

  @Test
  void theCheckNoticesAnotherBit() {
    try (Chromium.Tab tab = chromium.open(page)) {
      tab.evaluate(
          "(() => { const right = ksLogits; let left = 40;"
              + " ksLogits = () => { const found = right(); left--;"
              + " return left === 0 ? found.map((z, k) => k === 2 ? z ^ 1 : z) : found; }; })()");
      assertEquals(false, tab.evaluate("keyspike.check()").asBoolean());
      assertEquals("failed", tab.state("selftest"));
      assertEquals(1, tab.evaluate("document.querySelectorAll('#results .bad').length").asInt());
    }
  }

  @Test
  void tenClipsOfAllRatesHaveTheSameBits() throws IOException {
    try (Chromium.Tab tab = chromium.open(page)) {
      int[] rates = {16_000, 44_100, 48_000, 8_000, 16_000, 22_050, 11_025, 96_000, 44_100, 16_000};
      for (int i = 0; i < rates.length; i++) {
        int from = 5_000 * i;
        float[] samples = Arrays.copyOfRange(hello.samples(), from, from + 20_000 + 7 * i);
        Path file = folder.resolve("clip" + i + ".wav");
        AudioFiles.writeWav(file, Resampler.resample(new AudioClip(samples, RATE), rates[i]));
        String name = "clip " + i + ", " + rates[i] + " Hz";
        Numbers expected = heard(file);
        JsonNode found =
            tab.evaluate(
                "keyspike.numbers('"
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                    + "', 'clip')");
        List<Integer> features = Chromium.integers(found.get("features"));
        assertEquals(
            IntStream.range(0, expected.features().length)
                .mapToObj(k -> expected.features()[k] & 0xFF)
                .toList(),
            features,
            name);
        assertEquals(expected.samples(), found.get("samples").asInt(), name);
        assertEquals(expected.spikes(), found.get("spikes").asInt(), name);
        assertEquals(expected.answers().size(), found.get("answers").size(), name);
        for (int a = 0; a < expected.answers().size(); a++) {
          assertArrayEquals(
              expected.answers().get(a),
              Chromium.integers(found.get("answers").get(a)).stream().mapToInt(v -> v).toArray(),
              name);
        }
      }
    }
  }

  @Test
  void aFileIsHeardWhetherItIsDroppedOrChosen() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int[] detection : detections(heard(Published.HELLO))) {
      expected.add(
          0, String.format("%.2f s %s", detection[0] / 100.0, image.classes().get(detection[1])));
    }
    assertEquals(3, expected.size());
    try (Chromium.Tab tab = chromium.open(page)) {
      String shown =
          "[...document.querySelectorAll('#detections li')].map(li =>"
              + " li.querySelector('.time').textContent + ' ' + li.querySelector('.word').textContent)";
      tab.choose("file", Published.HELLO);
      tab.await("document.documentElement.dataset.state === 'done'");
      List<String> chosen = new ArrayList<>();
      tab.evaluate(shown).forEach(line -> chosen.add(line.asText()));
      assertEquals(expected, chosen);
      assertTrue(tab.text("last").startsWith("happy at"), () -> tab.text("last"));
      assertTrue(tab.text("status").contains("3 words"), () -> tab.text("status"));
      tab.evaluate("document.documentElement.dataset.state = 'before'");
      tab.evaluate(
          "(() => { const transfer = new DataTransfer(); const bytes = Uint8Array.from(atob('"
              + Base64.getEncoder().encodeToString(Files.readAllBytes(Published.HELLO))
              + "'), c => c.charCodeAt(0)); transfer.items.add(new File([bytes], 'dropped.wav'));"
              + " document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: transfer, bubbles:"
              + " true, cancelable: true})); })()");
      tab.await("document.documentElement.dataset.state === 'done'");
      List<String> dropped = new ArrayList<>();
      tab.evaluate(shown).forEach(line -> dropped.add(line.asText()));
      assertEquals(expected, dropped);
      assertTrue(tab.text("status").startsWith("dropped.wav: 5.50 s"), () -> tab.text("status"));
    }
  }

  @Test
  void whatIsNoSoundIsRefusedInWords() throws IOException {
    Path file = folder.resolve("letter.wav");
    Files.writeString(file, "Dear network,");
    try (Chromium.Tab tab = chromium.open(page)) {
      tab.choose("file", file);
      tab.await("document.documentElement.dataset.state === 'failed'");
      assertTrue(
          tab.text("status").contains("letter.wav: file: found text"), () -> tab.text("status"));
    }
  }

  @Test
  void whatHasBegunSinceIsLeftAlone() throws IOException {
    try (Chromium.Tab tab = chromium.open(page)) {
      tab.evaluate(
          "void (navigator.mediaDevices.getUserMedia ="
              + " () => new Promise((_, reject) => { window.refuse = reject; }))");
      tab.evaluate("document.getElementById('listen').click()");
      tab.choose("file", Published.HELLO);
      tab.await("document.documentElement.dataset.state === 'done'");
      String said = tab.text("status");
      tab.evaluate(
          "refuse(new DOMException('', 'NotAllowedError'));"
              + " new Promise(resolve => setTimeout(resolve))");
      assertEquals(said, tab.text("status"));
      tab.evaluate("window.checked = keyspike.check(); document.getElementById('listen').click()");
      assertEquals(false, tab.evaluate("checked").asBoolean());
      assertEquals("stopped", tab.state("selftest"));
    }
  }

  @Test
  void fiveWordsAreHeardThroughTheMicrophone() throws IOException {
    List<int[]> said = detections(heard(microphone));
    assertEquals(
        List.of("yes", "stop", "happy", "yes", "stop"),
        said.stream().map(detection -> image.classes().get(detection[1])).toList());
    // Sound comes in real time: where the browser has to wait for a processor, some of it is lost.
    JsonNode found = throughTheMicrophone();
    for (int again = 0; again < 2 && !same(said, found); again++) {
      found = throughTheMicrophone();
    }
    assertTrue(same(said, found), found.toString());
  }

  private static JsonNode throughTheMicrophone() {
    try (Chromium.Tab tab = chromium.open(page)) {
      tab.evaluate("document.getElementById('listen').click()");
      tab.await("document.documentElement.dataset.state === 'listening'");
      assertTrue(tab.text("status").startsWith("Listening at "), () -> tab.text("status"));
      tab.await("keyspike.frames() > 1000");
      JsonNode found = tab.evaluate("keyspike.detections()");
      tab.evaluate("document.getElementById('listen').click()");
      assertEquals("stopped", tab.state("state"));
      return found;
    }
  }

  /**
   * The same words, a fifth of a second from where they were said at most; the microphone itself
   * may begin a second early or late.
   */
  private static boolean same(List<int[]> said, JsonNode found) {
    if (found.size() != said.size()) {
      return false;
    }
    int late = found.get(0).get("frame").asInt() - said.get(0)[0];
    boolean same = Math.abs(late) < 100;
    for (int i = 0; i < said.size(); i++) {
      int apart = found.get(i).get("frame").asInt() - said.get(i)[0] - late;
      same &= said.get(i)[1] == found.get(i).get("label").asInt() && Math.abs(apart) <= 20;
    }
    return same;
  }
}
