package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The engine {@code festival}, through its program {@code text2wave}. */
final class FestivalEngine implements SpeechEngine {
  static final String NAME = "festival";
  static final String SPEAKS = "text2wave";
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
  public float[] speak(String voice, String text, double wordsPerMinute) throws IOException {
    String stretch =
        String.format(
            Locale.ROOT, "(Parameter.set 'Duration_Stretch %.3f)", OWN_RATE / wordsPerMinute);
    return PROGRAM.speak(
        text,
        wav ->
            List.of(
                SPEAKS,
                "-eval",
                "(voice_" + voice + ")",
                "-eval",
                stretch,
                "-o",
                wav.toString(),
                wav.resolveSibling(EngineProgram.TEXT).toString()));
  }
}
