package org.keyspike.datasets;

import java.util.List;

/** What the speakers of a synthesised corpus say. */
@FunctionalInterface
interface Script {

  /** What one speaker says; the same whenever it is asked. */
  List<Line> lines(Speaker speaker);

  /**
   * One word or phrase, or nothing.
   *
   * @param text what is said; empty where only noise is heard
   * @param clips how many times
   */
  record Line(String text, int clips) {

    /** Where its clips go: the word, or {@link WordSelection#SILENCE}. */
    String folder() {
      return text.isEmpty() ? WordSelection.SILENCE : SynthesisSettings.folder(text);
    }
  }

  /** Everyone says every word. */
  static Script ofWords(SynthesisSettings settings) {
    List<Line> lines =
        settings.words().stream()
            .map(word -> new Line(word, settings.utterancesPerSpeaker()))
            .toList();
    return speaker -> lines;
  }
}
