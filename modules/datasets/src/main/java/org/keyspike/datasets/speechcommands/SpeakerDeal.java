package org.keyspike.datasets.speechcommands;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
   * Deals the speakers of some clips, whose names say who speaks as the official rule reads them.
   *
   * @param clips of each word
   */
  static SpeakerDeal of(Collection<List<Path>> clips) {
    return of(clips, HashRule::speaker);
  }

  /**
   * Deals the speakers of some clips.
   *
   * @param clips of each word
   * @param speaker who speaks in a clip
   */
  static SpeakerDeal of(Collection<List<Path>> clips, Function<Path, String> speaker) {
    Map<String, int[]> counts = new TreeMap<>();
    int word = 0;
    for (List<Path> ofWord : clips) {
      for (Path clip : ofWord) {
        counts.computeIfAbsent(speaker.apply(clip), s -> new int[clips.size()])[word]++;
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

  /** The part of a clip whose name says who speaks: its speaker's. */
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
    int[] all = new int[counts[0].length];
    for (int[] ofSpeaker : counts) {
      add(all, ofSpeaker, 1);
    }
    Share validation = new Share(Split.VALIDATION, parts, counts, all);
    Share test = new Share(Split.TEST, parts, counts, all);
    double cost = validation.cost() + test.cost();
    boolean changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
      changed = false;
      for (int i = 0; i < parts.length; i++) {
        for (int j = i + 1; j < parts.length; j++) {
          if (parts[i] != parts[j]) {
            exchange(parts, i, j, counts, validation, test);
            double other = validation.cost() + test.cost();
            if (other < cost - RELEVANT) {
              cost = other;
              changed = true;
            } else {
              exchange(parts, i, j, counts, validation, test);
            }
          }
        }
      }
    }
  }

  private static void exchange(
      Split[] parts, int i, int j, int[][] counts, Share validation, Share test) {
    for (Share share : List.of(validation, test)) {
      share.exchange(parts[i], counts[i], counts[j]);
      share.exchange(parts[j], counts[j], counts[i]);
    }
    Split one = parts[i];
    parts[i] = parts[j];
    parts[j] = one;
  }

  private static void add(int[] to, int[] counts, int times) {
    for (int c = 0; c < to.length; c++) {
      to[c] += times * counts[c];
    }
  }

  /**
   * What decides the cost of a part, kept up to date as speakers are exchanged: its clips of every
   * class, and Q, the sum of squares of its speakers' clips, as Σ (clips(s)/clips(S) − 1/k)² is
   * Q/clips(S)² − 1/k.
   */
  private static final class Share {
    private final Split part;
    private final int[] all;
    private final int[] own;
    private final double share;
    private final double least;
    private long squares;

    Share(Split part, Split[] parts, int[][] counts, int[] all) {
      this.part = part;
      this.all = all;
      own = new int[all.length];
      int speakers = 0;
      for (int s = 0; s < parts.length; s++) {
        if (parts[s] == part) {
          add(own, counts[s], 1);
          squares += square(counts[s]);
          speakers++;
        }
      }
      share = (double) speakers / parts.length;
      least = speakers == 0 ? 0 : 1.0 / speakers;
    }

    /** Takes one speaker out and another in, if the first is in this part. */
    void exchange(Split ofFirst, int[] first, int[] second) {
      if (ofFirst == part) {
        add(own, first, -1);
        add(own, second, 1);
        squares += square(second) - square(first);
      }
    }

    double cost() {
      double cost = 0;
      long clips = 0;
      for (int c = 0; c < own.length; c++) {
        double off = own[c] / Math.max(1.0, all[c]) - share;
        cost += off * off / own.length;
        clips += own[c];
      }
      return cost + squares / Math.max(1.0, (double) clips * clips) - least;
    }

    private static long square(int[] counts) {
      long clips = 0;
      for (int count : counts) {
        clips += count;
      }
      return clips * clips;
    }
  }
}
