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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.cli.console.ExitCode;

/** {@code evaluate --stream} with the network that lies in the repository, on synthesised clips. */
@Tag("slow")
class StreamTest {
  private static final String IMAGE = ListenTest.NETWORK + "/image.kswi";

  @TempDir static Path folder;
  private static Path clips;

  @BeforeAll
  static void makeClips() {
    clips = folder.resolve("clips");
    TinyRun.Said said =
        TinyRun.sayPlain(
            "synthesize", "yes", "no", "--speakers=1,1,1", "--utterances=1", "--out=" + clips);
    assertEquals(ExitCode.DONE, said.code(), said::err);
  }

  private static TinyRun.Said evaluate(String... options) {
    List<String> args = new ArrayList<>(List.of("evaluate", IMAGE, "--data=" + clips));
    args.addAll(List.of(options));
    return TinyRun.sayPlain(args.toArray(String[]::new));
  }

  @Test
  void measuresDetectionWhateverTheThreads() throws IOException {
    Path speech = Files.createDirectories(folder.resolve("speech"));
    AudioFiles.writeWav(speech.resolve("a.wav"), new AudioClip(new float[50_000], 16_000));
    AudioFiles.writeWav(speech.resolve("b.wav"), new AudioClip(new float[50_000], 16_000));
    Files.writeString(speech.resolve("b.wrd"), "0 100 yes\n");
    Path out = folder.resolve("out");
    TinyRun.Said said =
        evaluate(
            "--stream",
            "--hours=0.02",
            "--threads=2",
            "--threshold=0.6",
            "--negatives=" + speech,
            "--out=" + out,
            "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode found = new ObjectMapper().readTree(said.out());
    assertEquals(3, found.get("kinds").size());
    assertEquals("recorded speech", found.at("/kinds/0/name").asText(), "people stand first");
    JsonNode synthesised = found.at("/kinds/2");
    assertEquals("synthesised speech", synthesised.get("name").asText());
    JsonNode point = synthesised.at("/points/0");
    assertEquals("as set", point.get("chosen").asText());
    assertEquals(19_660 / 32_768.0, point.get("threshold").asDouble());
    assertEquals(
        found.at("/parity/ties").asInt(),
        found.at("/parity/different").asInt(),
        "nothing but ties");
    assertEquals(6, point.get("words").asInt(), "all clips of the folder");
    assertTrue(point.get("missed").asInt() <= 6);
    // A piece of two minutes with six seconds of clips; without its first second, and without at
    // most 1.95 s for each of the words.
    double seconds = point.get("hours").asDouble() * 3600;
    assertTrue(seconds > 120 + 6 - 1 - 6 * 1.99 && seconds < 120 + 6 - 1 - 6, "found " + seconds);
    assertEquals(1, found.at("/kinds/0/leftOut").asInt());
    assertEquals(1, found.at("/kinds/0/unchecked").asInt());
    assertEquals("background recordings", found.at("/kinds/1/name").asText());
    assertEquals(3, found.get("unreached").size(), "two minutes tell no rate");
    assertEquals("other synthesised speech", found.at("/choosing/sound").asText());
    assertEquals(0, found.at("/choosing/words").asInt(), "a folder has no validation part");
    assertEquals("speakers", point.at("/missInterval/by").asText());
    assertEquals("events", point.at("/perHourInterval/by").asText());
    assertEquals(5, found.get("noise").size());
    assertTrue(found.at("/noise/0/snrDb").isNull());
    assertEquals(6, found.get("recordings").size());
    assertEquals(said.out().strip(), Files.readString(out.resolve("stream.json")));
    assertTrue(
        Files.readString(out.resolve("det.csv")).startsWith("part,sound,threshold,words,missed"));

    TinyRun.Said one =
        evaluate(
            "--stream",
            "--hours=0.02",
            "--threads=1",
            "--threshold=0.6",
            "--negatives=" + speech,
            "--out=" + folder.resolve("one"),
            "--json");
    assertEquals(said.out(), one.out());
    assertEquals(
        Files.readString(out.resolve("det.csv")), Files.readString(folder.resolve("one/det.csv")));
  }

  @Test
  void theTextHasTables() {
    TinyRun.Said said = evaluate("--stream", "--hours=0", "--out=" + folder.resolve("text"));
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.out().contains("| background recordings | as in the image"), said::out);
    assertTrue(said.out().contains("integer and float detector: "), said::out);
    assertTrue(said.out().contains("| 10 dB "), said::out);
    assertTrue(said.out().contains("No recorded speech was listened to"), said::out);
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    Path brief = Files.createDirectories(folder.resolve("brief"));
    AudioFiles.writeWav(brief.resolve("a.wav"), new AudioClip(new float[16_000], 16_000));
    refused("recorded speech: found no second", "--stream", "--hours=0", "--negatives=" + brief);
    refused("--stream", "--hours=1");
    refused("--hours: found -1.0", "--stream", "--hours=-1");
    refused("--threads: found 0", "--stream", "--threads=0");
    refused("--tolerance: found 61.0", "--stream", "--tolerance=61");
    refused("threshold: found 0.0", "--stream", "--threshold=0");
    refused("nothing of this name", "--stream", "--hours=0", "--negatives=" + folder.resolve("no"));
  }

  private static void refused(String complaint, String... options) {
    TinyRun.Said said = evaluate(options);
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(complaint), said::err);
  }
}
