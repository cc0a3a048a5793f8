package org.keyspike.datasets.speechcommands;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.datasets.Split;

/**
 * Deals speakers to parts where they are too few for the official hash rule, which may leave a part
 * empty, or one of a single voice. Of n speakers a tenth validates, another tenth tests, and the
 * others train: at least one tests if there are two, one validates if there are three, and from ten
 * on at least two do either. A single speaker trains.
 *
 * <p>Which speakers these are is decided by balance. A part S of k speakers costs
 *
 * <pre>
 *   mean over classes c of (clips_c(S)/clips_c − k/n)²  +  Σ_{s in S} (clips(s)/clips(S) − 1/k)²
 * </pre>
 *
 * so that it has its share of every class and no speaker dominates it. Beginning with the order of
 * the official rule's hash, speakers of two parts are exchanged while that makes validation and
 * test cost less. The result depends on the recordings alone, not on a recipe's seed: networks with
 * other seeds are scored on the same people.
 *
 * @param parts the part of every speaker
 */
record SpeakerDeal(Map<String, Split> parts) {
  /** From so many speakers on no part is of one. */
  private static final int MANY = 10;

  /** More rounds of exchanges than were ever seen to change anything. */
  private static final int MOST_ROUNDS = 20;

  /** What is less than this cheaper is rounding. */
  private static final double RELEVANT = 1e-12;

  /**
   * Deals the speakers of some clips.
   *
   * @param clips of each word
   */
  static SpeakerDeal of(Collection<List<Path>> clips) {
    Map<String, int[]> counts = new TreeMap<>();
    int word = 0;
    for (List<Path> ofWord : clips) {
      for (Path clip : ofWord) {
        counts.computeIfAbsent(HashRule.speaker(clip), s -> new int[clips.size()])[word]++;
      }
      word++;
    }
    List<String> speakers =
        counts.keySet().stream().sorted(Comparator.comparingDouble(HashRule::percent)).toList();
    Split[] parts = parts(speakers.size());
    balance(parts, speakers.stream().map(counts::get).toArray(int[][]::new));
    Map<String, Split> dealt = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      dealt.put(speakers.get(i), parts[i]);
    }
    return new SpeakerDeal(dealt);
  }

  /** The part of a clip: its speaker's. */
  Split split(Path clip) {
    return parts.get(HashRule.speaker(clip));
  }

  private static Split[] parts(int n) {
    int tenth = Math.max(n >= MANY ? 2 : 1, Math.round(n / 10f));
    int validation = n >= 3 ? tenth : 0;
    int test = n >= 2 ? tenth : 0;
    Split[] parts = new Split[n];
    Arrays.fill(parts, Split.TRAIN);
    Arrays.fill(parts, 0, validation, Split.VALIDATION);
    Arrays.fill(parts, validation, validation + test, Split.TEST);
    return parts;
  }

  private static void balance(Split[] parts, int[][] counts) {
    double cost = cost(parts, counts);
    boolean changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
      changed = false;
      for (int i = 0; i < parts.length; i++) {
        for (int j = i + 1; j < parts.length; j++) {
          if (parts[i] != parts[j]) {
            exchange(parts, i, j);
            double other = cost(parts, counts);
            if (other < cost - RELEVANT) {
              cost = other;
              changed = true;
            } else {
              exchange(parts, i, j);
            }
          }
        }
      }
    }
  }

  private static void exchange(Split[] parts, int i, int j) {
    Split one = parts[i];
    parts[i] = parts[j];
    parts[j] = one;
  }

  private static double cost(Split[] parts, int[][] counts) {
    return cost(Split.VALIDATION, parts, counts) + cost(Split.TEST, parts, counts);
  }

  private static double cost(Split part, Split[] parts, int[][] counts) {
    int classes = counts[0].length;
    double[] own = new double[classes];
    double[] all = new double[classes];
    double[] speaker = new double[parts.length];
    int k = 0;
    for (int s = 0; s < parts.length; s++) {
      for (int c = 0; c < classes; c++) {
        all[c] += counts[s][c];
        own[c] += parts[s] == part ? counts[s][c] : 0;
      }
      speaker[s] = Arrays.stream(counts[s]).sum();
      k += parts[s] == part ? 1 : 0;
    }
    double cost = 0;
    for (int c = 0; c < classes; c++) {
      double off = own[c] / Math.max(1, all[c]) - (double) k / parts.length;
      cost += off * off / classes;
    }
    double clips = Arrays.stream(own).sum();
    for (int s = 0; s < parts.length; s++) {
      if (parts[s] == part) {
        double off = speaker[s] / clips - 1.0 / k;
        cost += off * off;
      }
    }
    return cost;
  }
}
