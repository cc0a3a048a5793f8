package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any program, by a template of its command: {@code piper --model X --output_file {wav} {text}}.
 * Words are separated by spaces, or held together by double quotes; no shell reads it. In each
 * word, {@code {text}}, {@code {voice}} and {@code {wav}} are replaced by what to say, the voice
 * and the file to write.
 */
final class CommandEngine implements SpeechEngine {
  static final String NAME = "command";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final String template;
  private final List<String> words;
  private final List<String> voices;
  private final EngineProgram program;

  CommandEngine(String template, List<String> voices, int timeoutSeconds) {
    this.template = template;
    this.voices = voices.isEmpty() ? List.of("default") : List.copyOf(voices);
    words = words(template);
    program = new EngineProgram(NAME, timeoutSeconds);
  }

  static List<String> words(String template) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(template);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The template: what the program is otherwise, nobody can know. */
  @Override
  public String version() {
    return template;
  }

  @Override
  public List<String> voices() {
    return voices;
  }

  @Override
  public List<float[]> speak(String voice, List<SpokenText> texts) throws IOException {
    return program.speakEach(
        texts,
        (text, wav) ->
            words.stream().map(word -> filled(word, voice, text.text(), wav.toString())).toList());
  }

  private static String filled(String word, String voice, String text, String wav) {
    // The text last, as it may hold braces of its own.
    return word.replace("{wav}", wav).replace("{voice}", voice).replace("{text}", text);
  }
}
