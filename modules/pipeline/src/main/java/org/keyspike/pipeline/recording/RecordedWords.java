package org.keyspike.pipeline.recording;

import java.util.List;

/**
 * The outcome of a {@link RecordingSession}.
 *
 * @param folder that the recordings are in
 * @param speaker who spoke
 * @param words how many recordings there are of each
 * @param refused takes that were not kept
 */
public record RecordedWords(String folder, String speaker, List<Word> words, int refused) {
  public RecordedWords {
    words = List.copyOf(words);
  }

  /**
   * A word.
   *
   * @param word as it was asked for
   * @param wanted recordings that there should be
   * @param recorded recordings that there are
   * @param files those that this session made
   */
  public record Word(String word, int wanted, int recorded, List<String> files) {
    public Word {
      files = List.copyOf(files);
    }
  }

  /** Whether all that was wanted is there. */
  public boolean complete() {
    return words.stream().allMatch(word -> word.recorded >= word.wanted);
  }
}
