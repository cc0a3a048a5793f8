package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The engine {@code espeak-ng}: formant synthesis of every English accent that it has, in each of
 * its variants.
 */
final class EspeakEngine implements SpeechEngine {
  static final String NAME = "espeak-ng";
  private static final EngineProgram PROGRAM = new EngineProgram(NAME);

  /** Language, of a line whose file is one of its own: those of mbrola need another program. */
  private static final Pattern ACCENT = Pattern.compile("(?m)^ *\\d+ +(en\\S*) .* gmw/");

  private static final Pattern VARIANT = Pattern.compile(" !v/(\\S+(?: [^\\s(]+)*)");
  private static final int SLOWEST = 80;
  private static final int FASTEST = 450;

  private final String version;
  private final List<String> voices;

  EspeakEngine() throws IOException {
    // "eSpeak NG text-to-speech: 1.51  Data at: …": the place of its data says nothing of its
    // sound.
    version = PROGRAM.print(List.of(NAME, "--version")).replaceAll("\\s+Data at.*\\s*", "").strip();
    voices =
        voices(
            PROGRAM.print(List.of(NAME, "--voices=en")),
            PROGRAM.print(List.of(NAME, "--voices=variant")));
  }

  /** Every accent with every variant, from the two tables that the program prints. */
  static List<String> voices(String accents, String variants) {
    List<String> kinds = found(variants, VARIANT);
    List<String> all = new ArrayList<>();
    for (String accent : found(accents, ACCENT)) {
      all.add(accent);
      kinds.forEach(kind -> all.add(accent + "+" + kind));
    }
    return all.stream().distinct().sorted().toList();
  }

  private static List<String> found(String table, Pattern line) {
    return line.matcher(table).results().map(match -> match.group(1).strip()).toList();
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
    long rate = Math.max(SLOWEST, Math.min(FASTEST, Math.round(wordsPerMinute)));
    return PROGRAM.speak(
        text, wav -> List.of(NAME, "-v", voice, "-s", "" + rate, "-w", wav.toString(), "--", text));
  }
}
