package org.keyspike.synthesis.voices;

/**
 * A text and how it is said, in steps that an engine's options have: what is nearly the same is the
 * same.
 *
 * @param text words, or phonemes as an engine writes them
 * @param pitchPercent mean pitch, % of the voice's own
 * @param rangePercent movement of the pitch, % of the voice's own
 * @param wordsPerMinute rate, about 160
 */
public record SpokenText(String text, int pitchPercent, int rangePercent, int wordsPerMinute) {

  /**
   * The nearest to what is wanted.
   *
   * @param pitch factor on the voice's own mean pitch
   * @param range factor on the movement of its pitch
   */
  public static SpokenText of(String text, double pitch, double range, double wordsPerMinute) {
    return new SpokenText(
        text,
        (int) Math.round(100 * pitch),
        (int) Math.round(100 * range),
        (int) Math.round(wordsPerMinute));
  }
}
