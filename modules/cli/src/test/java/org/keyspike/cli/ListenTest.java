package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Line;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.SpeechExtent;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.hardware.ImageReader;
import org.keyspike.spotting.AnswerStream;

/** {@code listen} with the network that lies in the repository. */
@Tag("slow")
class ListenTest {
  static final String NETWORK = "../../models/gsc-mini/tiny";
  private static final int RATE = 16_000;

  @TempDir Path folder;

  private static float[] noise(int length, double level) {
    SplittableRandom random = new SplittableRandom(5);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = Pcm16.sample(Pcm16.of((float) (level * random.nextDouble(-1, 1))));
    }
    return samples;
  }

  private Path wav(float[] samples) throws IOException {
    Path file = folder.resolve("sound.wav");
    AudioFiles.writeWav(file, new AudioClip(samples, RATE));
    return file;
  }

  private static List<JsonNode> lines(TinyRun.Said said) throws IOException {
    assertEquals(ExitCode.DONE, said.code(), said::err);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : said.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static TinyRun.Said piped(byte[] bytes, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(bytes));
    try {
      return TinyRun.sayPlain(args);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void fileAndPipeSoundTheSame() throws IOException {
    float[] samples = noise(5 * RATE, 0.1);
    String file = wav(samples).toString();
    TinyRun.Said ofFile =
        TinyRun.sayPlain(
            "listen", NETWORK, "--wav", file, "--json", "--answers", "--threshold=0.2");
    ByteBuffer raw = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      raw.putShort(Pcm16.of(sample));
    }
    TinyRun.Said ofPipe =
        piped(raw.array(), "listen", NETWORK, "--wav=-", "--json", "--answers", "--threshold=0.2");
    assertEquals(ofFile.out(), ofPipe.out());
    List<JsonNode> lines = lines(ofFile);
    JsonNode start = lines.get(0);
    assertEquals("start", start.get("event").asText());
    assertEquals("[\"threshold\"]", start.get("given").toString());
    assertEquals(1, start.get("refractory").asDouble());
    start.get("thresholds").forEach(one -> assertEquals(6_553 / 32_768.0, one.asDouble()));
    assertTrue(start.get("thresholds").has("yes"), start::toString);
    assertFalse(start.get("thresholds").has("_silence_"), start::toString);
    List<JsonNode> answers =
        lines.stream().filter(line -> line.get("event").asText().equals("answer")).toList();
    assertEquals(41, answers.size(), "from 1 s to 5 s");
    assertEquals(1.0, answers.get(0).get("time").asDouble());
    assertEquals(3, answers.get(0).get("words").size());
    List<JsonNode> detections =
        lines.stream().filter(line -> line.get("event").asText().equals("detection")).toList();
    assertTrue(!detections.isEmpty(), "nothing is so low that it is not reached");
    JsonNode first = detections.get(0);
    assertEquals(1, first.get("end").asDouble() - first.get("start").asDouble(), 1e-9);
    JsonNode end = lines.get(lines.size() - 1);
    assertEquals("end", end.get("event").asText());
    assertEquals(5, end.get("seconds").asDouble());
    assertEquals(detections.size(), end.get("detections").asInt());

    TinyRun.Said plain =
        TinyRun.sayPlain("listen", NETWORK + "/image.kswi", "--wav", file, "--threshold=0.2");
    assertEquals(detections.size(), plain.out().lines().count());
    String line = plain.out().lines().findFirst().orElseThrow();
    assertTrue(line.matches("0:00:0\\d\\.\\d  \\w+ +0\\.\\d\\d"), line);
    assertTrue(
        plain.err().contains("smoothing 5, refractory 1.0 s: the image's settings, but for --thr"),
        plain::err);
    assertTrue(plain.err().contains("words in 5.0 s of sound"), plain::err);
    assertTrue(!plain.err().contains("\u001b"), "no terminal, nothing drawn");
  }

  @Test
  void saysWhatIsWrongInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
    refused("expected a WAV (RIFF), FLAC or NIST SPHERE file", "--wav=" + text);
    refused("nothing of this name", "--wav=" + folder.resolve("none.wav"));
    refused("threshold: found 1.5", "--wav=" + text, "--threshold=1.5");
    refused("smoothing: found 0", "--wav=" + text, "--smoothing=0");
    refused("--smoothing: found 256", "--wav=" + text, "--smoothing=256");
    refused("--threshold: found 0.0", "--wav=" + text, "--threshold=0");
    refused("--refractory: found -1.0", "--wav=" + text, "--refractory=-1");
    refused("--answers: found no --json", "--wav=" + text, "--answers");
    TinyRun.Said header = piped("RIFF....WAVE".getBytes(), "listen", NETWORK, "--wav=-");
    assertEquals(ExitCode.BAD_INPUT, header.code());
    assertTrue(header.err().contains("the header of a RIFF file"), header::err);
    TinyRun.Said nothing = piped(new byte[0], "listen", NETWORK, "--wav=-");
    assertEquals(ExitCode.BAD_INPUT, nothing.code());
    assertTrue(nothing.err().contains("standard input: found nothing"), nothing::err);
    TinyRun.Said network = TinyRun.sayPlain("listen", folder.toString(), "--wav=" + text);
    assertEquals(ExitCode.BAD_INPUT, network.code());
    assertTrue(network.err().contains("a folder without a run in it"), network::err);
  }

  private static void refused(String complaint, String... options) {
    List<String> args = new ArrayList<>(List.of("listen", NETWORK));
    args.addAll(List.of(options));
    TinyRun.Said said = TinyRun.sayPlain(args.toArray(String[]::new));
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(complaint), said::err);
    assertEquals(1, said.err().lines().filter(line -> line.startsWith("keyspike:")).count());
    assertEquals("", said.out());
  }

  @Test
  void aMissingMicrophoneIsOneLine() {
    boolean microphone =
        Arrays.stream(AudioSystem.getMixerInfo())
            .anyMatch(
                mixer ->
                    AudioSystem.getMixer(mixer)
                        .isLineSupported(new Line.Info(TargetDataLine.class)));
    assumeFalse(microphone, "this machine has a microphone");
    refused("microphone: found none that records at 16000");
  }

  @Test
  void fiveWordsInNoiseAreFoundWhereTheyAre() throws IOException {
    Path archive =
        Path.of(System.getProperty("keyspike.data", "../shared/data"), "gsc-mini.tar.gz");
    assumeTrue(Files.exists(archive), () -> "no real data: " + archive + " is missing");
    // Where the tests of datasets have unpacked it.
    Path clips = Archives.unpacked(archive, Path.of("..", "datasets", "target", "real"));
    List<String> words = List.of("yes", "no", "stop", "left", "happy");
    float[] sound = noise(20 * RATE, 0.002);
    List<double[]> places = new ArrayList<>();
    for (int w = 0; w < words.size(); w++) {
      float[] clip = recognised(clips, words.get(w));
      int at = (2 + 3 * w) * RATE + 1_234;
      for (int i = 0; i < clip.length; i++) {
        sound[at + i] += clip[i];
      }
      SpeechExtent extent = SpeechExtent.of(clip);
      places.add(
          new double[] {
            (double) (at + extent.start()) / RATE, (double) (at + extent.end()) / RATE
          });
    }
    List<JsonNode> detected =
        lines(TinyRun.sayPlain("listen", NETWORK, "--wav", wav(sound).toString(), "--json"));
    List<String> found = new ArrayList<>();
    assertEquals("start", detected.get(0).get("event").asText());
    for (JsonNode line : detected.subList(1, detected.size() - 1)) {
      int at = found.size();
      assertTrue(at < words.size(), () -> "detected too much: " + detected);
      double end = line.get("end").asDouble();
      assertTrue(
          end > places.get(at)[0] && end < places.get(at)[1] + 1,
          () -> words.get(at) + " detected at " + end + " s, said from " + places.get(at)[0]);
      found.add(line.get("word").asText());
    }
    assertEquals(words, found);
  }

  /** The first test clip of a word that the network is sure of, alone. */
  private static float[] recognised(Path clips, String word) throws IOException {
    AnswerStream network = AnswerStream.of(ImageReader.read(Path.of(NETWORK, "image.kswi")));
    int label = network.classes().indexOf(word);
    for (String name : Files.readAllLines(clips.resolve("testing_list.txt"))) {
      if (name.startsWith(word + "/")) {
        float[] clip = AudioFiles.read(clips.resolve(name)).samples();
        boolean[] sure = {false};
        network.reset();
        network.accept(
            Arrays.copyOf(clip, RATE),
            0,
            RATE,
            answer -> sure[0] = answer.posteriors()[label] > 0.98);
        if (sure[0]) {
          return clip;
        }
      }
    }
    throw new AssertionError("the network is sure of no clip of " + word);
  }
}
