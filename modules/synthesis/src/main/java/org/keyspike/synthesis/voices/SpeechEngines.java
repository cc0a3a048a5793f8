package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keyspike.io.InputException;

/**
 * The engines that are installed, and those of a recipe by their names. {@value #EMBEDDED} is not
 * among them, as it is always there.
 */
public final class SpeechEngines {
  /** The engine inside. */
  public static final String EMBEDDED = "freetts";

  /** The language of all engines. */
  public static final String ENGLISH = "en";

  /** The engine that speaks most languages. */
  public static final String OF_LANGUAGES = EspeakEngine.NAME;

  /** Stands for the embedded engine and all that are installed. */
  public static final String ALL = "all";

  /** What installs those that are missing. */
  public static final String INSTALL =
      "apt-get install espeak-ng flite festival festvox-us-slt-hts festvox-kallpc16k"
          + " festvox-kdlpc16k";

  private static final List<String> PROGRAMS =
      List.of(EspeakEngine.NAME, FliteEngine.NAME, FestivalEngine.NAME);
  private static final String SECTION = "dataset section of the recipe";

  private SpeechEngines() {}

  /** Names of the engines that could be installed, in the order of the number of their voices. */
  public static List<String> programs() {
    return PROGRAMS;
  }

  /** All that are installed and have an English voice. */
  public static List<SpeechEngine> installed() throws IOException {
    return installed(ENGLISH);
  }

  private static List<SpeechEngine> installed(String language) throws IOException {
    List<SpeechEngine> found = new ArrayList<>();
    for (String name : PROGRAMS) {
      if (there(name)) {
        open(name, language).filter(engine -> !engine.voices().isEmpty()).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * The engines beside the embedded one that names stand for.
   *
   * @param names of engines, or {@value #ALL}
   * @param command template of any other, or null
   * @param voices what its template's {@code {voice}} is replaced by; may be empty
   * @param language that they speak; of a command that is believed
   * @throws InputException if one is not known, not installed, or does not speak it, or none does
   */
  public static List<SpeechEngine> named(
      List<String> names, String command, List<String> voices, String language) throws IOException {
    List<SpeechEngine> found = new ArrayList<>();
    for (String name : names) {
      if (name.equals(ALL)) {
        found.addAll(installed(language));
      } else if (!name.equals(EMBEDDED)) {
        found.add(named(name, language));
      } else if (!language.equals(ENGLISH)) {
        throw wrong(EMBEDDED + ", which does not speak " + language, EspeakEngine.NAME);
      }
    }
    if (command != null) {
      found.add(new CommandEngine(command, voices, EngineProgram.USUAL_TIMEOUT_SECONDS));
    }
    if (found.isEmpty() && !language.equals(ENGLISH)) {
      throw wrong(
          names + ", of which none that is installed speaks " + language,
          "apt-get install espeak-ng, and a language of espeak-ng --voices");
    }
    return found;
  }

  private static SpeechEngine named(String name, String language) throws IOException {
    if (!PROGRAMS.contains(name)) {
      throw wrong(
          name,
          String.join(", ", Stream.concat(Stream.of(EMBEDDED, ALL), PROGRAMS.stream()).toList()));
    }
    if (!there(name)) {
      throw wrong(name + ", which is not installed", "an engine that is there: " + INSTALL);
    }
    Optional<SpeechEngine> engine = open(name, language).filter(own -> !own.voices().isEmpty());
    return engine.orElseThrow(
        () ->
            wrong(
                name + ", which has no voice that speaks " + language,
                language.equals(ENGLISH) ? "one that has: " + INSTALL : "one that has"));
  }

  private static InputException wrong(String found, String expected) {
    return new InputException(SECTION, "dataset.synthesis.engines", found, expected);
  }

  private static boolean there(String name) {
    return EngineProgram.installed(name);
  }

  /** An engine that speaks a language, as far as is known. */
  private static Optional<SpeechEngine> open(String name, String language) throws IOException {
    if (name.equals(EspeakEngine.NAME)) {
      return Optional.of(new EspeakEngine(language));
    }
    if (!language.equals(ENGLISH)) {
      return Optional.empty();
    }
    return Optional.of(name.equals(FliteEngine.NAME) ? new FliteEngine() : new FestivalEngine());
  }
}
