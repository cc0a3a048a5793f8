package org.keyspike.evaluation;

/**
 * The distance of recognised phone sequences from the true ones: the fewest substitutions,
 * deletions and insertions that turn the one into the other (Levenshtein).
 *
 * @param substitutions phones recognised as others
 * @param deletions true phones with no counterpart
 * @param insertions phones recognised that were not spoken
 * @param spoken true phones
 */
public record PhoneErrors(long substitutions, long deletions, long insertions, long spoken) {
  /** Of no sequences. */
  public static final PhoneErrors NONE = new PhoneErrors(0, 0, 0, 0);

  /**
   * The errors of one sequence. Of alignments with equally few, the one with most substitutions
   * counts.
   */
  public static PhoneErrors between(int[] spoken, int[] recognised) {
    // Cost, and of it substitutions and deletions, of the first i spoken and the first j
    // recognised.
    int[][] row = new int[recognised.length + 1][];
    for (int j = 0; j <= recognised.length; j++) {
      row[j] = new int[] {j, 0, 0};
    }
    for (int i = 1; i <= spoken.length; i++) {
      int[] diagonal = row[0];
      row[0] = new int[] {i, 0, i};
      for (int j = 1; j <= recognised.length; j++) {
        int exchange = spoken[i - 1] == recognised[j - 1] ? 0 : 1;
        int[] pair = {diagonal[0] + exchange, diagonal[1] + exchange, diagonal[2]};
        int[] deletion = {row[j][0] + 1, row[j][1], row[j][2] + 1};
        int[] insertion = {row[j - 1][0] + 1, row[j - 1][1], row[j - 1][2]};
        diagonal = row[j];
        row[j] = better(better(pair, deletion), insertion);
      }
    }
    int[] whole = row[recognised.length];
    return new PhoneErrors(whole[1], whole[2], whole[0] - whole[1] - whole[2], spoken.length);
  }

  /** The cheaper one; of equally cheap ones the one with more substitutions. */
  private static int[] better(int[] one, int[] other) {
    return other[0] < one[0] || (other[0] == one[0] && other[1] > one[1]) ? other : one;
  }

  /** The errors of both. */
  public PhoneErrors plus(PhoneErrors other) {
    return new PhoneErrors(
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions,
        spoken + other.spoken);
  }

  /** Phone error rate: all errors by true phones; above 1 is possible. Not a number of nothing. */
  public double rate() {
    return (double) (substitutions + deletions + insertions) / spoken;
  }
}
