package org.keyspike.synthesis.voices;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The engine {@code flite}: the voices that it was built with. */
final class FliteEngine implements SpeechEngine {
  static final String NAME = "flite";
  private static final EngineProgram PROGRAM = new EngineProgram(NAME);

  /** Rate of its voices as they are, words a minute. */
  private static final double OWN_RATE = 160;

  private final String version;
  private final List<String> voices;

  FliteEngine() throws IOException {
    version = PROGRAM.print(List.of(NAME, "--version")).strip().replaceAll("\\s+", " ");
    voices = voices(PROGRAM.print(List.of(NAME, "-lv")));
  }

  /** The voices in "Voices available: kal awb_time kal16 awb rms slt": at 16 kHz, of any text. */
  static List<String> voices(String printed) {
    List<String> names = Arrays.asList(printed.replaceAll(".*:", "").strip().split("\\s+"));
    return names.stream()
        .filter(name -> !name.endsWith("_time"))
        .filter(name -> !names.contains(name + "16"))
        .sorted()
        .toList();
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
    return PROGRAM.speakEach(
        texts,
        (text, wav) ->
            List.of(
                NAME,
                "-voice",
                voice,
                "--setf",
                "duration_stretch="
                    + String.format(Locale.ROOT, "%.3f", OWN_RATE / text.wordsPerMinute()),
                "-t",
                text.text(),
                "-o",
                wav.toString()));
  }
}
