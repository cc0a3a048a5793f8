package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keyspike.io.InputException;

/**
 * How {@code espeak-ng} pronounces texts, in its mnemonics: {@code h'apI}. A text between {@code
 * [[} and {@code ]]} is in these mnemonics already.
 *
 * @param language that it has a voice of, as {@code de}
 */
public record EspeakPhonemes(String language) {
  private static final EngineProgram PROGRAM = new EngineProgram(EspeakEngine.NAME);
  private static final String STRESS = "[',%=|!~]";

  /** What tells one realisation of a phoneme from another, or a pause. */
  private static final String VARIANT = "(?<=.)[0-9#;-]+$|^[_:;]+$";

  /**
   * The phonemes of texts, with the marks of stress, one list each. All are asked for in one run.
   *
   * @param texts without line breaks
   */
  public List<List<String>> marked(List<String> texts) throws IOException {
    List<String> lines = print(texts);
    // A text that is more than one clause has more than one line; then each is asked for alone.
    if (lines.size() != texts.size()) {
      lines = new ArrayList<>();
      for (String text : texts) {
        lines.add(String.join(" ", print(List.of(text))));
      }
    }
    return lines.stream()
        .map(line -> Stream.of(line.split("[ _]+")).filter(one -> !plain(one).isEmpty()).toList())
        .toList();
  }

  private List<String> print(List<String> texts) throws IOException {
    Path file = Files.createTempFile("keyspike-words", ".txt");
    try {
      Files.writeString(file, String.join("\n\n", texts) + "\n");
      String printed =
          PROGRAM.print(
              List.of(
                  EspeakEngine.NAME, "-v", language, "-q", "-x", "--sep=_", "-f", file.toString()),
              StandardCharsets.UTF_8);
      return printed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A phoneme without stress, and whatever the voice makes of it in its place. */
  public static String plain(String phoneme) {
    return phoneme.replaceAll(STRESS, "").replaceAll(VARIANT, "");
  }

  /** Whether a phoneme is a vowel, by the letter that its mnemonic begins with. */
  public static boolean vowel(String phoneme) {
    return phoneme.replaceAll(STRESS, "").matches("[aeiouyAEIOUVQWY@&03].*");
  }

  /**
   * Refuses mnemonics that the language does not have.
   *
   * @param text between {@code [[} and {@code ]]}
   * @throws InputException naming what is not known
   */
  public void check(String text) throws IOException {
    String wanted = bare(text.substring(2, text.length() - 2));
    String known = bare(String.join("", print(List.of(text))));
    int same = 0;
    while (same < Math.min(wanted.length(), known.length())
        && wanted.charAt(same) == known.charAt(same)) {
      same++;
    }
    if (same < wanted.length()) {
      throw new InputException(
          "dataset section of the recipe",
          "dataset.words",
          text + ", of which \"" + wanted.substring(same) + "\" is no phoneme of " + language,
          "what espeak-ng -v " + language + " -q -x prints of a word that sounds like it");
    }
  }

  private static String bare(String mnemonics) {
    return mnemonics.replaceAll(STRESS + "|[\\s_]", "");
  }
}
