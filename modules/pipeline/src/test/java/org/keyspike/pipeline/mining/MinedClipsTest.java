package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.DetectorSection;
import org.keyspike.pipeline.recipe.MiningSettings;
import org.keyspike.pipeline.recipe.RetrainSettings;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.RecordedTalk;

/** The network knows two words, low and high, and takes all that it hears for one of them. */
class MinedClipsTest {
  private static final int RATE = 16_000;

  @TempDir Path folder;

  private static MiningSettings settings(int most, int perSource) {
    return new MiningSettings(
        1,
        Path.of("talk"),
        MiningSettings.Part.ALL,
        0,
        0.5,
        0.4,
        most,
        perSource,
        new RetrainSettings(1, 0.1),
        0);
  }

  private static TalkListener listener(int threads) throws IOException {
    NetworkFile model =
        new NetworkFile.Trained(Checkpoint.read(TinyRun.run().checkpoint(RunFolder.FLOAT)));
    return new TalkListener(model, new DetectorSection(2, 1_000, 0.8, 0), settings(3, 2), threads);
  }

  /** Two recordings of three and a half seconds of a tone. */
  private RecordedTalk talk() throws IOException {
    Path talk = Files.createDirectories(folder.resolve("talk"));
    for (int hertz : new int[] {300, 3_000}) {
      float[] samples = new float[7 * RATE / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / RATE));
      }
      AudioFiles.writeWav(talk.resolve(hertz + ".wav"), new AudioClip(samples, RATE));
    }
    return new RecordedTalk(talk, List.of(talk.resolve("300.wav"), talk.resolve("3000.wav")));
  }

  private MinedClips find(Path to, int threads) throws IOException {
    return MinedClips.find(
        listener(threads), 1, List.of(talk()), Optional.empty(), to, ProgressListener.NONE);
  }

  @Test
  void aClipIsTheSecondThatTheNetworkWasAskedAbout() throws IOException {
    Path to = folder.resolve("round-1");
    MinedClips mined = find(to, 1);
    assertEquals(3, mined.clips().size());
    assertEquals(7.0 / 3_600, mined.heard().get(0).hours());
    assertTrue(mined.heard().get(0).alarms() > 0);
    float[] talk = talk().reader().read(0).samples();
    for (MinedClips.Clip clip : mined.clips()) {
      float[] samples = AudioFiles.read(to.resolve(clip.file())).samples();
      int start =
          (int) Math.round(clip.start() * RATE)
              + (clip.source().equals("300.wav") ? 0 : 7 * RATE / 2);
      assertEquals(0, start % 1_600, "answers come ten a second");
      float[] expected = Arrays.copyOfRange(talk, start, start + RATE);
      for (int i = 0; i < RATE; i++) {
        expected[i] = Pcm16.sample(Pcm16.of(expected[i]));
      }
      assertArrayEquals(expected, samples);
      assertTrue(clip.score() >= 0.4 && clip.alarm() == clip.score() >= 0.5, clip.toString());
      assertTrue(List.of("low", "high").contains(clip.word()));
      assertTrue(clip.file().endsWith("-" + clip.word() + ".wav"));
    }
    assertEquals(3, mined.byWord().values().stream().mapToInt(n -> n).sum());
    assertTrue(mined.clips().get(0).score() >= mined.clips().get(2).score());
  }

  /** The network says the same of the clip as it said in the stream, but for what it remembers. */
  @Test
  void theFirstClipOfAStreamIsAnsweredAsThere() throws IOException {
    TalkListener listener = listener(1);
    AnswerStream stream = listener.model().stream();
    float[] talk = talk().reader().read(0).samples();
    int[][] logits = new int[2][];
    stream.accept(talk, 0, RATE, answer -> logits[0] = answer.logitUnits());
    stream.reset();
    stream.accept(Arrays.copyOf(talk, RATE), 0, RATE, answer -> logits[1] = answer.logitUnits());
    assertArrayEquals(logits[0], logits[1]);
  }

  @Test
  void theSameIsFoundByAnyNumberOfThreadsAndLeavesTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Files.createDirectories(two);
    Files.writeString(two.resolve("00009-low.wav"), "of another mining");
    Files.writeString(two.resolve("notes.txt"), "mine");
    MinedClips mined = find(one, 1);
    assertEquals(mined, find(two, 2));
    assertEquals(mined, MinedClips.read(one));
    assertFalse(Files.exists(two.resolve("00009-low.wav")));
    assertTrue(Files.exists(two.resolve("notes.txt")), "files of others stay");
    for (Path file : mined.files(one)) {
      assertEquals(-1, Files.mismatch(file, two.resolve(file.getFileName())));
    }
  }

  @Test
  void clipsAreUtterancesOfOneLabel() {
    MinedClips.Clip clip = new MinedClips.Clip("00001-low.wav", "t", "s", 0, "low", 0.6, true, "");
    MinedClips mined =
        new MinedClips(
            2,
            List.of(new MinedClips.Heard("t", 1, 1)),
            List.of(clip, new MinedClips.Clip("2.wav", "t", "s", 0, "high", 0.4, false, "")),
            Optional.empty());
    List<Utterance> utterances = mined.utterances(folder, 4);
    assertEquals("mined/2/00001-low", utterances.get(0).name());
    assertEquals(folder.resolve("00001-low.wav"), utterances.get(0).file());
    assertArrayEquals(new int[] {4}, utterances.get(1).labels());
    assertEquals(RATE, utterances.get(1).length());
    assertEquals(Map.of("low", 1, "high", 1), mined.byWord());
    assertEquals(1, mined.alarmClips());
  }

  @Test
  void aListThatIsNoneIsRefused() throws IOException {
    Files.writeString(MinedClips.list(folder), "{\"round\": 1}");
    assertThrows(InputException.class, () -> MinedClips.read(folder));
  }
}
