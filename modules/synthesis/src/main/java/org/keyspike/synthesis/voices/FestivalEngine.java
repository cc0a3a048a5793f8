package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The engine {@code festival}. */
final class FestivalEngine implements SpeechEngine {
  static final String NAME = "festival";
  private static final EngineProgram PROGRAM = new EngineProgram(NAME);

  /** Rate of its voices as they are, words a minute. */
  private static final double OWN_RATE = 160;

  private final String version;
  private final List<String> voices;

  FestivalEngine() throws IOException {
    version = PROGRAM.print(List.of(NAME, "--version")).strip().replaceAll("\\s+", " ");
    voices = voices(PROGRAM.print(List.of(NAME, "-b", "(print (voice.list))")));
  }

  /** The voices in "(kal_diphone ked_diphone)". */
  static List<String> voices(String printed) {
    String names = printed.replaceAll("[()\\s]+", " ").strip();
    return names.isEmpty() ? List.of() : List.of(names.split(" ")).stream().sorted().toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> voices() {
    return voices;
  }

  @Override
  public List<float[]> speak(String voice, List<SpokenText> texts) throws IOException {
    return PROGRAM.speakAll(
        texts.size(),
        wavs -> {
          Path script = wavs.get(0).resolveSibling("say.scm");
          Files.writeString(script, script(voice, texts, wavs), StandardCharsets.ISO_8859_1);
          return List.of(NAME, "-b", script.toString());
        });
  }

  /** Its start takes much longer than a word, so that one run says all. */
  static String script(String voice, List<SpokenText> texts, List<Path> wavs) {
    StringBuilder script = new StringBuilder("(voice_" + voice + ")\n");
    for (int i = 0; i < texts.size(); i++) {
      SpokenText text = texts.get(i);
      script.append(
          String.format(
              Locale.ROOT,
              "(Parameter.set 'Duration_Stretch %.3f)\n"
                  + "(utt.save.wave (utt.synth (Utterance Text %s)) %s 'riff)\n",
              OWN_RATE / text.wordsPerMinute(),
              quoted(text.text()),
              quoted(wavs.get(i).toString())));
    }
    return script.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
