package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The engine {@code espeak-ng}: formant synthesis of a language, in every accent that it has and
 * each of its variants.
 */
final class EspeakEngine implements SpeechEngine {
  static final String NAME = "espeak-ng";
  private static final EngineProgram PROGRAM = new EngineProgram(NAME);

  /** Language of a line whose file is one of its own: those of mbrola need another program. */
  private static final Pattern ACCENT =
      Pattern.compile("(?m)^ *\\d+ +(\\S+) +\\S+ +\\S+ +(?!mb/|!v/)\\S+/\\S+");

  private static final Pattern VARIANT = Pattern.compile(" !v/(\\S+(?: [^\\s(]+)*)");
  private static final int SLOWEST = 80;
  private static final int FASTEST = 450;
  private static final int HIGHEST = 99;

  /** Logarithm of the factor of pitch that a step of its scale is. */
  private static final double PITCH_STEP = 0.0085;

  private final String version;
  private final List<String> voices;

  EspeakEngine(String language) throws IOException {
    // "eSpeak NG text-to-speech: 1.51  Data at: …": the place of its data says nothing of its
    // sound.
    version = PROGRAM.print(List.of(NAME, "--version")).replaceAll("\\s+Data at.*\\s*", "").strip();
    voices =
        voices(
            language,
            PROGRAM.print(List.of(NAME, "--voices=" + language)),
            PROGRAM.print(List.of(NAME, "--voices=variant")));
  }

  /** Every accent with every variant, from the two tables that the program prints. */
  static List<String> voices(String language, String accents, String variants) {
    List<String> kinds = found(variants, VARIANT);
    List<String> all = new ArrayList<>();
    for (String accent : found(accents, ACCENT)) {
      if (!accent.equals(language) && !accent.startsWith(language + "-")) {
        continue;
      }
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

  /** A variant is the same throat in every accent. */
  @Override
  public String person(String voice) {
    return voice.substring(voice.indexOf('+') + 1);
  }

  @Override
  public boolean setsPitch() {
    return true;
  }

  @Override
  public List<float[]> speak(String voice, List<SpokenText> texts) throws IOException {
    return PROGRAM.speakEach(
        texts,
        (text, wav) ->
            List.of(
                NAME,
                "-v",
                voice,
                "-s",
                "" + between(SLOWEST, text.wordsPerMinute(), FASTEST),
                "-p",
                "" + pitch(text.pitchPercent()),
                "-m",
                "-w",
                wav.toString(),
                "--",
                "<prosody range=\""
                    + text.rangePercent()
                    + "%\">"
                    + escaped(text.text())
                    + "</prosody>"));
  }

  /**
   * Its scale of pitch, 0 to 99 with the voice's own at 50, is nearly logarithmic: from 20 to 80,
   * what was measured of its pitch is within 5 % of this.
   */
  static int pitch(int percent) {
    return between(0, (int) Math.round(50 + Math.log(percent / 100.0) / PITCH_STEP), HIGHEST);
  }

  private static int between(int least, int value, int most) {
    return Math.max(least, Math.min(most, value));
  }

  private static String escaped(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    // Right behind phonemes a tag would be read aloud.
    return escaped.endsWith("]]") ? escaped + " " : escaped;
  }
}
