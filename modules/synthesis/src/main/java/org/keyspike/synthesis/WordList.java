package org.keyspike.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keyspike.io.InputException;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * Words of a language, from which negatives are drawn: a file of the user's; or, for English, the
 * bundled list; or a dictionary for spelling that is installed; or numbers, which every engine can
 * read.
 *
 * @param words at least two, each once, in a fixed order
 * @param source where they are from, for people
 */
record WordList(List<String> words, String source) {
  /** Common English words, separated by white space. */
  private static final String COMMON = "other-words.txt";

  /** More words than this take long to pronounce, and add little. */
  private static final int MOST = 3_000;

  private static final int NUMBERS = 1_000;
  private static final String WORD = "[\\p{L}\\p{M}]{2,14}";
  private static final Pattern CHARSET = Pattern.compile("(?m)^SET +(\\S+)");
  private static final List<Path> SPELLING =
      List.of(Path.of("/usr/share/hunspell"), Path.of("/usr/share/myspell/dicts"));
  private static final Path DICTIONARIES = Path.of("/usr/share/dict");

  /**
   * Finds them.
   *
   * @param file of the user's: a word a line; what follows a space, tab or slash is left out
   * @throws InputException if it is not there, or has no two words
   */
  static WordList of(String language, Optional<Path> file) throws IOException {
    if (file.isPresent()) {
      InputException.requireFile(file.get(), "a list of words");
      List<String> words = words(file.get());
      if (words.size() < 2) {
        throw new InputException(
            file.get(), "words", words.size() + " of letters", "a word a line, two at least");
      }
      return new WordList(words, file.get().toString());
    }
    if (language.equals(SpeechEngines.ENGLISH)) {
      return bundled();
    }
    Optional<Path> installed = installed(language, SPELLING, DICTIONARIES);
    if (installed.isPresent()) {
      List<String> words = words(installed.get());
      if (words.size() > NUMBERS) {
        return new WordList(words, installed.get().toString());
      }
    }
    return new WordList(
        IntStream.range(0, NUMBERS).mapToObj(Integer::toString).toList(),
        "numbers alone, as no list of words was found: dataset.negatives.list, or apt-get install"
            + " hunspell-"
            + language.split("-")[0]);
  }

  static WordList bundled() throws IOException {
    try (InputStream in = WordList.class.getResourceAsStream(COMMON)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new WordList(List.of(all.strip().split("\\s+")), COMMON);
    }
  }

  /** The dictionary for spelling that a system has, by the names that such files have. */
  static Optional<Path> installed(String language, List<Path> spelling, Path dictionaries)
      throws IOException {
    String code = language.split("-")[0];
    for (Path folder : spelling) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          Optional<Path> found =
              files
                  .filter(file -> file.getFileName().toString().matches(code + "(_.*)?\\.dic"))
                  .sorted()
                  .findFirst();
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    String name = Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(lower, "n" + lower, "o" + lower)
        .map(dictionaries::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The words of a file; of many, so many that are drawn, the same each time. */
  private static List<String> words(Path file) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    for (String line : text(file).split("\\R")) {
      String word = line.split("[/\\s]", 2)[0];
      if (word.matches(WORD)) {
        words.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
      }
    }
    List<String> all = new ArrayList<>(words.values());
    return all.size() <= MOST
        ? List.copyOf(all)
        : List.copyOf(OtherPhrases.shuffled(all, new SplittableRandom(0)).subList(0, MOST));
  }

  /** UTF-8, or what the rules beside a dictionary say, or Latin-1. */
  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      Path rules = Path.of(file.toString().replaceAll("\\.dic$", ".aff"));
      Charset charset = StandardCharsets.ISO_8859_1;
      if (!rules.equals(file) && Files.exists(rules)) {
        Matcher set = CHARSET.matcher(Files.readString(rules, StandardCharsets.ISO_8859_1));
        if (set.find()) {
          String name = set.group(1).replaceFirst("^ISO8859", "ISO-8859");
          charset = Charset.isSupported(name) ? Charset.forName(name) : charset;
        }
      }
      return new String(bytes, charset);
    }
  }
}
