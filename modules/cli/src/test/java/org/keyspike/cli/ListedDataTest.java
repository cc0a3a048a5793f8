package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.io.Hashes;

/** {@code prepare} with a list of clips in place of a recipe. */
@Tag("slow")
class ListedDataTest {
  private static final String HOME = "keyspike.home";

  @TempDir Path folder;
  private Path clips;

  @BeforeEach
  void makeAListOfTwo() throws IOException {
    clips = folder.resolve("clips");
    Files.createDirectories(clips.resolve("yes"));
    short[] samples = new short[1_000];
    float[] sound = new float[samples.length];
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * 37);
      sound[i] = samples[i] / 32_768f;
      bytes.putShort(samples[i]);
    }
    AudioFiles.writeWav(clips.resolve("yes/a.wav"), new AudioClip(sound, 16_000));
    String hash = Hashes.sha256Hex(bytes.array());
    Path datasets = Files.createDirectories(folder.resolve("home/datasets"));
    Files.writeString(
        datasets.resolve("two.tsv"),
        "name\tpart\tsha256\nyes/a.wav\ttrain\t"
            + hash
            + "\nno/b.wav\ttest\t"
            + "0".repeat(64)
            + "\n");
    String common = "title: t\nlicence: CC0\nkind: speech-commands\nlayout: clips\n";
    Files.writeString(datasets.resolve("two.yaml"), common + "obtain: pick\nfrom: [whole]\n");
    Files.writeString(
        datasets.resolve("whole.yaml"),
        common + "url: https://example.org/w.tar.gz\nbytes: 1\nsha256: " + "0".repeat(64) + "\n");
    System.setProperty(HOME, folder.resolve("home").toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(HOME);
  }

  @Test
  void saysWhatWasFoundAndWhatIsMissing() throws IOException {
    Path out = folder.resolve("out");
    TinyRun.Said said =
        TinyRun.sayPlain("prepare", "two", "--from=" + clips, "--out=" + out, "--json");
    assertEquals(ExitCode.NO, said.code(), said::err);
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertEquals(2, answer.get("clips").asInt());
    assertEquals(1, answer.at("/found/train").asInt());
    assertEquals("[\"no/b.wav\"]", answer.get("missing").toString());
    assertTrue(Files.exists(out.resolve("yes/a.wav")));
  }

  @Test
  void saysWhereArchivesComeFrom() {
    TinyRun.Said said = TinyRun.sayPlain("prepare", "two", "--cache=" + folder.resolve("cache"));
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(
        said.err().contains("expected the archives of whole, as keyspike fetch gets"), said::err);
    said = TinyRun.sayPlain("prepare", "three");
    assertEquals(ExitCode.BAD_INPUT, said.code());
  }
}
