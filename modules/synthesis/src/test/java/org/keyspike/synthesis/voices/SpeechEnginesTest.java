package org.keyspike.synthesis.voices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Level;
import org.keyspike.io.InputException;

class SpeechEnginesTest {
  @TempDir Path folder;

  /** A program whose body is a shell script. */
  private SpeechEngine fake(String body, int timeoutSeconds) throws IOException {
    Path script = Files.writeString(folder.resolve("fake.sh"), body + "\n");
    return new CommandEngine(
        "sh \"" + script + "\" {voice} {wav} {text}", List.of("ann", "bob"), timeoutSeconds);
  }

  private static String found(SpeechEngine engine) {
    return assertThrows(InputException.class, () -> engine.speak("bob", say("hey robin"))).found();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its engine is a shell script")
  void aCommandIsGivenVoiceTextAndFile() throws IOException {
    Path wav = folder.resolve("fixed.wav");
    AudioFiles.writeWav(wav, new AudioClip(new float[] {0.5f, -0.25f, 0}, 16_000));
    SpeechEngine engine = fake("test \"$1 $3\" = 'bob hey robin' && cp '" + wav + "' \"$2\"", 20);
    assertEquals(List.of("ann", "bob"), engine.voices());
    assertArrayEquals(new float[] {0.5f, -0.25f, 0}, engine.speak("bob", say("hey robin")).get(0));
    assertEquals(
        "exit code 1",
        assertThrows(InputException.class, () -> engine.speak("ann", say("x"))).found());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its engine is a shell script")
  void aCommandThatFailsSaysWhyInItsOwnWords() throws IOException {
    assertEquals(
        "exit code 3, saying: no such model", found(fake("echo no such model >&2; exit 3", 20)));
    assertEquals("no WAV file was written, saying: done", found(fake("echo done", 20)));
    assertEquals("not done after 1 s, saying: wait", found(fake("echo wait; sleep 30", 1)));
    assertTrue(
        found(new CommandEngine("no-such-program-at-all {wav}", List.of(), 5))
            .startsWith("does not start: "));
    assertTrue(
        assertThrows(
                InputException.class, () -> fake("echo text > \"$2\"", 20).speak("ann", say("x")))
            .getMessage()
            .contains("WAV"));
  }

  @Test
  void wordsOfATemplateMayHoldSpaces() {
    assertEquals(
        List.of("say", "my file", "{wav}", "{text}"),
        CommandEngine.words("say \"my file\"  {wav} {text}"));
  }

  @Test
  void unknownEnginesAreRefused() {
    InputException e =
        assertThrows(
            InputException.class,
            () -> SpeechEngines.named(List.of("espeek"), null, List.of(), "en"));
    assertEquals("dataset.synthesis.engines", e.field());
    assertEquals("espeek", e.found());
    assertEquals(List.of("espeak-ng", "flite", "festival"), SpeechEngines.programs());
    assertFalse(EngineProgram.installed("no-such-program-at-all"));
  }

  @Test
  void voicesAreReadFromWhatProgramsPrint() {
    assertEquals(
        List.of(
            "en-029", "en-029+Mr serious", "en-029+f2", "en-gb", "en-gb+Mr serious", "en-gb+f2"),
        EspeakEngine.voices(
            "en",
            """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
             3  en-uk           --/M      english-mb-en1     mb/mb-en1            (en-gb 3)(en 2)
             5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
             5  variant         --/M      Storm              !v/Storm             (en-us 5)
            """,
            """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  variant         --/F      Female_2           !v/f2                \n\
             5  variant         --/M      Mr_Serious         !v/Mr serious        \n\
            """));
    assertEquals(
        List.of("awb", "kal16", "rms", "slt"),
        FliteEngine.voices("Voices available: kal awb_time kal16 awb rms slt \n"));
    assertEquals(
        List.of("kal_diphone", "ked_diphone"),
        FestivalEngine.voices("(ked_diphone\n kal_diphone)\n"));
    assertEquals(List.of(), FestivalEngine.voices("nil\n".replace("nil", "()")));
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"espeak-ng", "flite", "festival"})
  void installedEnginesSpeakTheSameEachTime(String name) throws IOException {
    assumeTrue(EngineProgram.installed(name), name + " is not installed: " + SpeechEngines.INSTALL);
    SpeechEngine engine = SpeechEngines.named(List.of(name), null, List.of(), "en").get(0);
    assertEquals(name, engine.name());
    assertFalse(engine.version().isEmpty());
    String voice = engine.voices().get(engine.voices().size() - 1);
    List<SpokenText> texts =
        List.of(
            SpokenText.of("happy", 1, 1, 160),
            SpokenText.of("a \"sad\" mind", 1, 1, 160),
            SpokenText.of("happy", 1, 1, 100));
    List<float[]> said = engine.speak(voice, texts);
    for (float[] one : said) {
      assertTrue(one.length > 3_000 && Level.peak(one) > 0.05, voice + " " + one.length);
    }
    assertTrue(said.get(2).length > 1.2 * said.get(0).length, "slower is longer");
    assertTrue(said.get(1).length > said.get(0).length, "each text is its own");
    assertArrayEquals(said.get(0), engine.speak(voice, texts.subList(0, 1)).get(0));
    assertArrayEquals(said.get(1), engine.speak(voice, texts).get(1));
  }

  /** What espeak-ng's own pitch is for: 35 % higher on its scale is so much in the sound. */
  @Test
  void pitchIsSetWhereAnEngineCan() {
    assertEquals(50, EspeakEngine.pitch(100));
    assertEquals(85, EspeakEngine.pitch(135));
    assertEquals(25, EspeakEngine.pitch(81));
    assertEquals(99, EspeakEngine.pitch(500));
    assertEquals(0, EspeakEngine.pitch(20));
  }

  @Test
  void oneRunOfFestivalSaysAll() {
    assertEquals(
        """
        (voice_kal_diphone)
        (Parameter.set 'Duration_Stretch 1.000)
        (utt.save.wave (utt.synth (Utterance Text "a \\"b\\" \\\\")) "x/1.wav" 'riff)
        (Parameter.set 'Duration_Stretch 2.000)
        (utt.save.wave (utt.synth (Utterance Text "c")) "x/2.wav" 'riff)
        """,
        FestivalEngine.script(
            "kal_diphone",
            List.of(SpokenText.of("a \"b\" \\", 1, 1, 160), SpokenText.of("c", 1, 1, 80)),
            List.of(Path.of("x/1.wav"), Path.of("x/2.wav"))));
  }

  private static List<SpokenText> say(String text) {
    return List.of(SpokenText.of(text, 1, 1, 160));
  }
}
