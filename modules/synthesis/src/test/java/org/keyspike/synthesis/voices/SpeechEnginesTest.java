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
    return assertThrows(InputException.class, () -> engine.speak("bob", "hey robin", 160)).found();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its engine is a shell script")
  void aCommandIsGivenVoiceTextAndFile() throws IOException {
    Path wav = folder.resolve("fixed.wav");
    AudioFiles.writeWav(wav, new AudioClip(new float[] {0.5f, -0.25f, 0}, 16_000));
    SpeechEngine engine = fake("test \"$1 $3\" = 'bob hey robin' && cp '" + wav + "' \"$2\"", 20);
    assertEquals(List.of("ann", "bob"), engine.voices());
    assertArrayEquals(new float[] {0.5f, -0.25f, 0}, engine.speak("bob", "hey robin", 160));
    assertEquals(
        "exit code 1",
        assertThrows(InputException.class, () -> engine.speak("ann", "x", 160)).found());
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
                InputException.class, () -> fake("echo text > \"$2\"", 20).speak("ann", "x", 160))
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
            InputException.class, () -> SpeechEngines.named(List.of("espeek"), null, List.of()));
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
    SpeechEngine engine = SpeechEngines.named(List.of(name), null, List.of()).get(0);
    assertEquals(name, engine.name());
    assertFalse(engine.version().isEmpty());
    String voice = engine.voices().get(engine.voices().size() - 1);
    float[] said = engine.speak(voice, "happy", 160);
    assertTrue(said.length > 3_000 && Level.peak(said) > 0.05, voice + " " + said.length);
    assertArrayEquals(said, engine.speak(voice, "happy", 160));
  }
}
