package org.keyspike.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.timit.PhoneSet;
import org.keyspike.datasets.timit.TimitPhones;
import org.keyspike.evaluation.PhoneDecoder;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.evaluation.PhoneGraph;

/**
 * The reading of answers of a network that recognises phones: a frame's class counts as its phone,
 * out of 48, whatever state of it was predicted; an utterance is decoded into a sequence of phones,
 * of which 39 are told apart.
 */
public final class Phones {
  private static final int[] SCORED = TimitPhones.scoringIndices();

  private final PhoneSet set;
  private final int[] phoneOf;
  private final PhoneDecoder decoder;

  private Phones(PhoneSet set, PhoneDecoder decoder) {
    this.set = set;
    this.phoneOf = set.phoneOfClasses();
    this.decoder = decoder;
  }

  /**
   * Reads the answers of a network.
   *
   * @param classes of the network
   * @param decoding file of a {@link Decoding}; where there is none, there are no sequences
   * @return empty if the classes are no phones
   * @throws org.keyspike.io.InputException if the file holds something else
   */
  public static Optional<Phones> of(List<String> classes, Path decoding) throws IOException {
    Optional<PhoneSet> set = PhoneSet.of(classes);
    if (set.isEmpty() || !Files.exists(decoding)) {
      return of(classes);
    }
    return Optional.of(of(set.get(), Decoding.read(decoding)));
  }

  /**
   * How the answers of a network are read without sequences; empty if its classes are no phones.
   */
  public static Optional<Phones> of(List<String> classes) {
    return PhoneSet.of(classes).map(set -> new Phones(set, null));
  }

  /** How answers are read and decoded. */
  public static Phones of(PhoneSet set, Decoding decoding) {
    PhoneGraph graph = new PhoneGraph(SCORED.length, set.parts(), set.graph());
    return new Phones(
        set,
        new PhoneDecoder(
            graph, decoding.model(), decoding.languageWeight(), decoding.priorWeight()));
  }

  /** What answers are counted as: phones, or a network's classes where they are none. */
  public static List<String> names(List<String> classes) {
    return PhoneSet.of(classes).isEmpty() ? classes : TimitPhones.TRAINING_CLASSES;
  }

  PhoneSet set() {
    return set;
  }

  /** Whether utterances can be decoded. */
  boolean decodes() {
    return decoder != null;
  }

  /** The phone of each of some classes. */
  int[] phones(int[] classes) {
    return Arrays.stream(classes).map(k -> phoneOf[k]).toArray();
  }

  /**
   * The errors of one utterance.
   *
   * @param logits (frames, K) from an offset on
   * @param unit what a logit of 1 stands for
   * @param transcript what was said
   */
  public PhoneErrors errors(float[] logits, int offset, int frames, double unit, int[] transcript) {
    return PhoneErrors.between(
        scored(transcript), scored(decoder.decode(logits, offset, frames, unit)));
  }

  private static int[] scored(int[] phones) {
    return Arrays.stream(phones).map(p -> SCORED[p]).toArray();
  }
}
