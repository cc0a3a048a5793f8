package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;

/** {@code evaluate --noise} with the network that lies in the repository, on made clips. */
@Tag("slow")
class NoiseTest {
  private static final String IMAGE = ListenTest.NETWORK + "/image.kswi";

  @TempDir static Path folder;

  @BeforeAll
  static void makeClips() throws IOException {
    for (String name :
        List.of("yes/a_nohash_0", "yes/b_nohash_0", "no/a_nohash_0", "_background_noise_/hum")) {
      Path file = folder.resolve(name + ".wav");
      Files.createDirectories(file.getParent());
      SplittableRandom random = new SplittableRandom(name.hashCode());
      float[] samples = new float[16_000];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) random.nextDouble(-0.1, 0.1);
      }
      AudioFiles.writeWav(file, new AudioClip(samples, 16_000));
    }
  }

  private static TinyRun.Said evaluate(String... options) {
    List<String> args = new ArrayList<>(List.of("evaluate", IMAGE, "--data=" + folder, "--noise"));
    args.addAll(List.of(options));
    return TinyRun.sayPlain(args.toArray(String[]::new));
  }

  @Test
  void scoresEveryConditionTheSameEachTime() throws IOException {
    TinyRun.Said said = evaluate("--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode found = new ObjectMapper().readTree(said.out());
    assertEquals("test", found.get("part").asText());
    assertEquals(1, found.get("seed").asInt());
    assertEquals("hum.wav", found.at("/recordings/0").asText());
    assertEquals(16, found.get("rows").size());
    for (JsonNode row : found.get("rows")) {
      assertEquals(3, row.get("count").asInt());
    }
    assertEquals(said.out(), evaluate("--json", "--noise-seed=1").out());
    TinyRun.Said text = evaluate("--noise-seed=2");
    assertTrue(text.out().contains("| speech-shaped, 10 dB "), text.out());
    assertTrue(text.out().contains("seed 2; recordings: hum.wav"), text.out());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    TinyRun.Said both = evaluate("--stream");
    assertEquals(ExitCode.BAD_INPUT, both.code());
    assertTrue(both.err().contains("one of them at a time"), both.err());
    TinyRun.Said validation = evaluate("--part=validation");
    assertEquals(ExitCode.BAD_INPUT, validation.code());
    assertTrue(validation.err().contains("validation with --data"), validation.err());
    TinyRun.Said training = evaluate("--part=train");
    assertEquals(ExitCode.BAD_INPUT, training.code());
    assertTrue(training.err().contains("--part"), training.err());
  }
}
