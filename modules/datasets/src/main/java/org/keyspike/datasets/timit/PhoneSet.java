package org.keyspike.datasets.timit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of a network that recognises phones: the 48 phones themselves, or context-dependent
 * states of them.
 *
 * <p>A state is a phone after a certain phone, or after any, and of that the begin, middle or end:
 * {@code k-ae.middle}, {@code *-ae.end}. There are always {@value #STATES}, 640 contexts of three
 * states each: every phone after any, and the 592 pairs of phones that follow one another most
 * often in the training part, of equals the first by name. Rare contexts are so tied to the phone
 * after any; where fewer pairs are seen than 592, the last classes stay without a phone ({@code
 * unused.0}) and count as silence. The i-th of a phone's n frames, from 0, is of its part ⌊3i/n⌋.
 */
public final class PhoneSet {
  /** Outputs of the network of "A 71.2-µW Speech Recognition Accelerator", as far as is known. */
  public static final int STATES = 1920;

  private static final List<String> PARTS = List.of("begin", "middle", "end");
  private static final String ANY = "*";
  private static final String UNUSED = "unused.";
  private static final List<String> PHONES = TimitPhones.TRAINING_CLASSES;

  /** Index of no phone: what is before the first. */
  private static final int BEGINNING = PHONES.size();

  private final List<String> classes;
  private final int parts;
  private final int[] phones;
  private final int[] graph;

  private PhoneSet(List<String> classes, int parts) {
    this.classes = List.copyOf(classes);
    this.parts = parts;
    Map<String, Integer> index = new HashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      index.put(classes.get(k), k);
    }
    int silence = PHONES.indexOf("sil");
    phones =
        classes.stream()
            .mapToInt(name -> name.startsWith(UNUSED) ? silence : phoneOf(name))
            .toArray();
    graph = new int[(BEGINNING + 1) * BEGINNING * parts];
    for (int i = 0; i < graph.length; i++) {
      int phone = i / parts % BEGINNING;
      int left = i / parts / BEGINNING;
      String part = parts == 1 ? "" : PARTS.get(i % parts);
      String tied = parts == 1 ? PHONES.get(phone) : state(ANY, PHONES.get(phone), part);
      String own = left == BEGINNING ? tied : state(PHONES.get(left), PHONES.get(phone), part);
      graph[i] = index.containsKey(own) ? index.get(own) : index.get(tied);
    }
  }

  private static String state(String left, String phone, String part) {
    return left + "-" + phone + "." + part;
  }

  private static int phoneOf(String name) {
    int dash = name.indexOf('-');
    int dot = name.indexOf('.');
    return PHONES.indexOf(dash < 0 || dot < dash ? name : name.substring(dash + 1, dot));
  }

  /** The 48 phones. */
  public static PhoneSet phones() {
    return new PhoneSet(PHONES, 1);
  }

  /**
   * The states that a training part calls for.
   *
   * @param transcripts its utterances, phones as indices of the 48
   */
  static PhoneSet states(Collection<int[]> transcripts) {
    Map<String, Integer> pairs = new HashMap<>();
    for (int[] phones : transcripts) {
      for (int i = 1; i < phones.length; i++) {
        pairs.merge(PHONES.get(phones[i - 1]) + "-" + PHONES.get(phones[i]), 1, Integer::sum);
      }
    }
    List<String> contexts = new ArrayList<>(PHONES.stream().map(p -> ANY + "-" + p).toList());
    pairs.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .limit(STATES / PARTS.size() - PHONES.size())
        .forEach(pair -> contexts.add(pair.getKey()));
    List<String> names = new ArrayList<>();
    for (String context : contexts) {
      PARTS.forEach(part -> names.add(context + "." + part));
    }
    for (int i = 0; names.size() < STATES; i++) {
      names.add(UNUSED + i);
    }
    return new PhoneSet(names, PARTS.size());
  }

  /** The set that a network's classes are; none if they are no phones. */
  public static Optional<PhoneSet> of(List<String> classes) {
    if (classes.equals(PHONES)) {
      return Optional.of(phones());
    }
    boolean all =
        classes.stream().allMatch(name -> name.startsWith(UNUSED) || phoneOf(name) >= 0)
            && PHONES.stream()
                .allMatch(
                    phone ->
                        PARTS.stream().allMatch(part -> classes.contains(state(ANY, phone, part))));
    return all ? Optional.of(new PhoneSet(classes, PARTS.size())) : Optional.empty();
  }

  /** Names of the classes, in the order of the logits. */
  public List<String> classes() {
    return classes;
  }

  /** States of a phone in a context: 1 or 3. */
  public int parts() {
    return parts;
  }

  /** The phone of each class, as an index of the 48, (K). */
  public int[] phoneOfClasses() {
    return phones.clone();
  }

  /**
   * The class of part k of phone p after phone l, at (l·48 + p)·parts + k; l = 48 at the beginning
   * of an utterance.
   */
  public int[] graph() {
    return graph.clone();
  }

  /**
   * A class for each frame.
   *
   * @param transcript phones
   * @param marks which of them each frame is of, not falling
   */
  int[] labels(int[] transcript, int[] marks) {
    int[] labels = new int[marks.length];
    int from = 0;
    while (from < marks.length) {
      int to = from;
      while (to < marks.length && marks[to] == marks[from]) {
        to++;
      }
      int at = marks[from];
      int left = at == 0 ? BEGINNING : transcript[at - 1];
      int first = (left * BEGINNING + transcript[at]) * parts;
      for (int t = from; t < to; t++) {
        labels[t] = graph[first + parts * (t - from) / (to - from)];
      }
      from = to;
    }
    return labels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PhoneSet that && classes.equals(that.classes);
  }

  @Override
  public int hashCode() {
    return classes.hashCode();
  }

  @Override
  public String toString() {
    return classes.size() + " classes of phones";
  }
}
