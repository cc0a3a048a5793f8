package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keyspike.io.InputException;

/**
 * The engines that are installed, and those of a recipe by their names. {@value #EMBEDDED} is not
 * among them, as it is always there.
 */
public final class SpeechEngines {
  /** The engine inside. */
  public static final String EMBEDDED = "freetts";

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

  /** All that are installed and have a voice. */
  public static List<SpeechEngine> installed() throws IOException {
    List<SpeechEngine> found = new ArrayList<>();
    for (String name : PROGRAMS) {
      if (there(name)) {
        SpeechEngine engine = open(name);
        if (!engine.voices().isEmpty()) {
          found.add(engine);
        }
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
   * @throws InputException if one is not known, not installed, or has no voice
   */
  public static List<SpeechEngine> named(List<String> names, String command, List<String> voices)
      throws IOException {
    List<SpeechEngine> found = new ArrayList<>();
    for (String name : names) {
      if (name.equals(ALL)) {
        found.addAll(installed());
      } else if (!name.equals(EMBEDDED)) {
        found.add(named(name));
      }
    }
    if (command != null) {
      found.add(new CommandEngine(command, voices, EngineProgram.USUAL_TIMEOUT_SECONDS));
    }
    return found;
  }

  private static SpeechEngine named(String name) throws IOException {
    if (!PROGRAMS.contains(name)) {
      throw wrong(
          name,
          String.join(", ", Stream.concat(Stream.of(EMBEDDED, ALL), PROGRAMS.stream()).toList()));
    }
    if (!there(name)) {
      throw wrong(name + ", which is not installed", "an engine that is there: " + INSTALL);
    }
    SpeechEngine engine = open(name);
    if (engine.voices().isEmpty()) {
      throw wrong(name + ", which has no English voice", "one that has: " + INSTALL);
    }
    return engine;
  }

  private static InputException wrong(String found, String expected) {
    return new InputException(SECTION, "dataset.synthesis.engines", found, expected);
  }

  private static boolean there(String name) {
    return EngineProgram.installed(name);
  }

  private static SpeechEngine open(String name) throws IOException {
    return switch (name) {
      case EspeakEngine.NAME -> new EspeakEngine();
      case FliteEngine.NAME -> new FliteEngine();
      default -> new FestivalEngine();
    };
  }
}
