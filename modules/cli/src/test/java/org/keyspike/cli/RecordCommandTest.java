package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Pcm16;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.cli.listen.Interruption;

/** {@code record} with sound from a pipe and from a file. */
class RecordCommandTest {
  @TempDir Path folder;

  /** A second of quiet, then words of 0.4 s with 0.6 s between them, at a sample rate. */
  static short[] sound(int words, int rate) {
    short[] samples = new short[rate * (1 + words)];
    for (int i = 0; i < samples.length; i++) {
      boolean word = i >= rate && i % rate < 2 * rate / 5;
      samples[i] = (short) Math.round((word ? 4_000 : 20) * Math.sin(0.3 * 16_000 / rate * i));
    }
    return samples;
  }

  static byte[] raw(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  private TinyRun.Said record(byte[] piped, String... args) {
    return record(folder.resolve("own"), piped, args);
  }

  static TinyRun.Said record(Path out, byte[] piped, String... args) {
    List<String> all = new ArrayList<>(List.of("record", "--out=" + out));
    all.addAll(List.of(args));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(piped));
    try {
      return TinyRun.sayPlain(all.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void savesWhatIsSaid() throws IOException {
    TinyRun.Said said =
        record(
            raw(sound(3, 16_000)),
            "--words=hey robin,stop",
            "--speaker=anna",
            "--takes=2",
            "--wav=-",
            "--json");
    assertEquals(ExitCode.DONE, said.code(), said::err);
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertEquals("anna", answer.get("speaker").asText());
    assertFalse(answer.get("complete").asBoolean());
    assertEquals(0, answer.get("refused").asInt());
    assertEquals(2, answer.at("/words/0/recorded").asInt());
    assertEquals(1, answer.at("/words/1/recorded").asInt());
    assertEquals(2, answer.at("/words/1/wanted").asInt());
    Path file = folder.resolve("own/stop/anna_nohash_0.wav");
    assertEquals(file.toString(), answer.at("/words/1/files/0").asText());
    AudioClip clip = AudioFiles.read(file);
    assertEquals(16_000, clip.samples().length);
    assertTrue(said.err().contains("say \"stop\" (1 of 2)"), said::err);

    TinyRun.Said rest =
        record(
            raw(sound(3, 16_000)),
            "--words=hey robin,stop",
            "--speaker=anna",
            "--takes=2",
            "--wav=-");
    assertEquals(ExitCode.DONE, rest.code(), rest::err);
    assertTrue(rest.out().contains("stop: 2 of 2, 1 of them new"), rest::out);
    assertTrue(rest.out().contains("dataset.words=\"hey robin,stop\""), rest::out);
    assertTrue(rest.out().contains("keyspike adapt RUN --recordings "), rest::out);
    // With all of it there no sound is asked for, and there is none.
    TinyRun.Said done =
        record(new byte[0], "--words=hey robin,stop", "--speaker=anna", "--takes=2", "--wav=-");
    assertEquals(ExitCode.DONE, done.code(), done::err);
    assertTrue(done.out().contains("all there"), done::out);
  }

  /** What is said at 44.1 kHz is saved at 16 kHz, from the middle of the word half a second off. */
  @Test
  void aFileMayHaveAnyRate() throws IOException {
    short[] samples = sound(1, 44_100);
    float[] sound = new float[samples.length + 44_100];
    for (int i = 0; i < samples.length; i++) {
      sound[i] = Pcm16.sample(samples[i]);
    }
    Path wav = folder.resolve("sound.wav");
    AudioFiles.writeWav(wav, new AudioClip(sound, 44_100));
    TinyRun.Said said = record(new byte[0], "--words=stop", "--speaker=b", "--wav=" + wav);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    assertTrue(said.out().contains("stop: 1 of 5, 1 of them new"), said::out);
    assertTrue(said.out().contains("the same command goes on"), said::out);
    float[] saved = AudioFiles.read(folder.resolve("own/stop/b_nohash_0.wav")).samples();
    int first = 0;
    while (Math.abs(saved[first]) < 0.05) {
      first++;
    }
    assertEquals(8_000 - 3_200, first, 160, "of a word of 0.4 s");
  }

  @Test
  void saysWhatIsWrongInOneLine() throws IOException {
    byte[] quiet = raw(sound(0, 16_000));
    refused("standard input: found nothing", new byte[0], "--words=stop");
    refused("the header of a RIFF file", "RIFF....WAVEfmt ".getBytes(), "--words=stop");
    refused("--words: found \"a/b\"", quiet, "--words=a/b");
    refused("--words: found \"\"", quiet, "--words=");
    refused("a class of that name", quiet, "--words=unknown");
    refused("--takes: found 0", quiet, "--words=stop", "--takes=0");
    refused("--speaker: found \"a b\"", quiet, "--words=stop", "--speaker=a b");
    Files.createDirectories(folder.resolve("own"));
    Files.writeString(folder.resolve("own/stop"), "a file");
    refused("a folder that recordings can be written to", quiet, "--words=stop");
  }

  private void refused(String complaint, byte[] piped, String... options) {
    List<String> args = new ArrayList<>(List.of(options));
    args.add("--wav=-");
    TinyRun.Said said = record(piped, args.toArray(String[]::new));
    assertEquals(ExitCode.BAD_INPUT, said.code(), said::err);
    assertTrue(said.err().contains(complaint), said::err);
    assertEquals(1, said.err().lines().filter(line -> line.startsWith("keyspike:")).count());
    assertEquals("", said.out());
  }

  @Test
  void theSpeakerIsTheLogin() throws IOException {
    assertEquals("annab3", RecordCommand.speaker("anna.b_3"));
    assertEquals("speaker", RecordCommand.speaker("…"));
    String login = RecordCommand.speaker(System.getProperty("user.name"));
    record(raw(sound(2, 16_000)), "--words=stop", "--takes=1", "--wav=-");
    assertTrue(Files.exists(folder.resolve("own/stop/" + login + "_nohash_0.wav")));
  }

  /** Ctrl-C is an {@link Interruption}: what was said is saved, and what is there is said. */
  @Tag("slow")
  @Test
  void whoStopsHasWhatWasSaid() throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Path saved = folder.resolve("own/stop/anna_nohash_0.wav");
    Process process =
        TinyRun.start(
            Main.class,
            said,
            List.of(
                "record",
                "--words=stop",
                "--speaker=anna",
                "--out=" + folder.resolve("own"),
                "--wav=-"));
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write(raw(sound(1, 16_000)));
      byte[] quiet = new byte[3_200];
      for (int i = 0; i < 200 && !Files.exists(saved); i++) {
        pipe.write(quiet);
        pipe.flush();
        Thread.sleep(50);
      }
      process.destroy();
      while (process.isAlive()) {
        pipe.write(quiet);
        pipe.flush();
        Thread.sleep(5);
      }
    } catch (IOException e) {
      // Nobody reads any more.
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "time");
    }
    String text = Files.readString(said);
    assertEquals(ExitCode.DONE, process.waitFor(), text);
    assertTrue(Files.exists(saved), text);
    assertTrue(text.contains("stop: 1 of 5, 1 of them new"), text);
  }
}
