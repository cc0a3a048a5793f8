package org.keyspike.evaluation;

/**
 * How far sequences of phones are from what was said: the fewest exchanges, deletions and
 * insertions that make the one into the other (Levenshtein).
 *
 * @param substitutions phones heard as others
 * @param deletions phones not heard
 * @param insertions phones heard that were not said
 * @param said phones said
 */
public record PhoneErrors(long substitutions, long deletions, long insertions, long said) {
  /** Of no sequences. */
  public static final PhoneErrors NONE = new PhoneErrors(0, 0, 0, 0);

  /**
   * The errors of one sequence. Of alignments with equally few, the one with most exchanges counts.
   */
  public static PhoneErrors between(int[] said, int[] heard) {
    // Cost, and of it substitutions and deletions, of the first i said and the first j heard.
    int[][] row = new int[heard.length + 1][];
    for (int j = 0; j <= heard.length; j++) {
      row[j] = new int[] {j, 0, 0};
    }
    for (int i = 1; i <= said.length; i++) {
      int[] diagonal = row[0];
      row[0] = new int[] {i, 0, i};
      for (int j = 1; j <= heard.length; j++) {
        boolean same = said[i - 1] == heard[j - 1];
        int exchange = diagonal[0] + (same ? 0 : 1);
        int deletion = row[j][0] + 1;
        int insertion = row[j - 1][0] + 1;
        int[] best;
        if (exchange <= deletion && exchange <= insertion) {
          best = new int[] {exchange, diagonal[1] + (same ? 0 : 1), diagonal[2]};
        } else if (deletion <= insertion) {
          best = new int[] {deletion, row[j][1], row[j][2] + 1};
        } else {
          best = new int[] {insertion, row[j - 1][1], row[j - 1][2]};
        }
        diagonal = row[j];
        row[j] = best;
      }
    }
    int[] whole = row[heard.length];
    return new PhoneErrors(whole[1], whole[2], whole[0] - whole[1] - whole[2], said.length);
  }

  /** The errors of both. */
  public PhoneErrors plus(PhoneErrors other) {
    return new PhoneErrors(
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions,
        said + other.said);
  }

  /** Phone error rate: all errors by phones said; above 1 is possible. Not a number of nothing. */
  public double rate() {
    return (double) (substitutions + deletions + insertions) / said;
  }
}
