package org.keyspike.datasets.timit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The phone sets of TIMIT and the maps between them (Lee and Hon, "Speaker-independent phone
 * recognition using hidden Markov models", IEEE Transactions on Acoustics, Speech and Signal
 * Processing, 1989): 61 labels are transcribed, 48 are trained, 39 are scored.
 */
public final class TimitPhones {
  /** The glottal stop: transcribed, but neither trained nor scored. */
  public static final String GLOTTAL_STOP = "q";

  /** Transcribed:trained, or trained alone where they are the same. */
  private static final String TRAINED =
      """
      aa ae ah ao aw ax ax-h:ax axr:er ay b bcl:vcl ch d dcl:vcl dh dx eh el em:m en eng:ng epi er
      ey f g gcl:vcl h#:sil hh hv:hh ih ix iy jh k kcl:cl l m n ng nx:n ow oy p pau:sil pcl:cl r s
      sh t tcl:cl th uh uw ux:uw v w y z zh
      """;

  /** Trained:scored, where they differ. */
  private static final String SCORED = "ao:aa ax:ah ix:ih el:l en:n zh:sh cl:sil vcl:sil epi:sil";

  private static final Map<String, String> TO_TRAINED = pairs(TRAINED);
  private static final Map<String, String> TO_SCORED = pairs(SCORED);

  /** The 48 training classes, by name. */
  public static final List<String> TRAINING_CLASSES =
      TO_TRAINED.values().stream().distinct().sorted().toList();

  /** The 39 scoring classes, by name. */
  public static final List<String> SCORING_CLASSES =
      TRAINING_CLASSES.stream().map(TimitPhones::scored).distinct().sorted().toList();

  private TimitPhones() {}

  /**
   * The scoring class of a training class.
   *
   * @throws IllegalArgumentException if there is no such training class
   */
  public static String scored(String trainingClass) {
    if (!TRAINING_CLASSES.contains(trainingClass)) {
      throw new IllegalArgumentException(
          "found phone " + trainingClass + ", expected one of " + TRAINING_CLASSES);
    }
    return TO_SCORED.getOrDefault(trainingClass, trainingClass);
  }

  /** For each training class its scoring class, as indices: (48). */
  public static int[] scoringIndices() {
    return TRAINING_CLASSES.stream().mapToInt(p -> SCORING_CLASSES.indexOf(scored(p))).toArray();
  }

  /** The training class of a transcribed phone; null for the glottal stop and unknown phones. */
  static String trained(String phone) {
    return TO_TRAINED.get(phone);
  }

  /** Everything that can be transcribed. */
  static List<String> transcribed() {
    List<String> phones = new ArrayList<>(TO_TRAINED.keySet());
    phones.add(GLOTTAL_STOP);
    return phones.stream().sorted().toList();
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> map = new HashMap<>();
    for (String pair : text.strip().split("\\s+")) {
      int colon = pair.indexOf(':');
      map.put(colon < 0 ? pair : pair.substring(0, colon), pair.substring(colon + 1));
    }
    return Map.copyOf(map);
  }
}
