package org.keyspike.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keyspike.io.SettingException;

/**
 * Labelled speech in three parts. Utterances stand in the order of their names, whatever order they
 * were found in.
 *
 * @param name what it is called in tables and provenance
 * @param classes class names; a label is an index into them
 * @param frameWise whether an utterance has a label for each frame, rather than one
 * @param parts the utterances of every split
 * @param background recordings of noise to train with, none of which is in another part
 * @param remarks what people should know of it, such as what a score on it does not say; a line
 *     each
 */
public record Dataset(
    String name,
    List<String> classes,
    boolean frameWise,
    Map<Split, List<Utterance>> parts,
    List<Path> background,
    List<String> remarks) {

  /** The prefix of the names of one's own recordings among synthesised clips. */
  public static final String RECORDED = "recorded/";

  /**
   * @throws SettingException if two classes or two utterances have one name, a label is not a
   *     class, or an utterance has not as many labels as it should
   */
  public Dataset {
    Objects.requireNonNull(name, "name");
    classes = List.copyOf(classes);
    if (new HashSet<>(classes).size() != classes.size()) {
      throw new SettingException("classes", "one name twice in " + classes, "each once");
    }
    Map<Split, List<Utterance>> sorted = new EnumMap<>(Split.class);
    Set<String> names = new HashSet<>();
    for (Split split : Split.values()) {
      List<Utterance> part = parts.getOrDefault(split, List.of());
      for (Utterance utterance : part) {
        check(utterance, classes.size(), frameWise);
        if (!names.add(utterance.name())) {
          throw new SettingException(utterance.name(), "two utterances of this name", "one");
        }
      }
      sorted.put(split, part.stream().sorted(Comparator.comparing(Utterance::name)).toList());
    }
    parts = Map.copyOf(sorted);
    background = List.copyOf(background);
    remarks = List.copyOf(remarks);
  }

  /** A data set without remarks. */
  public Dataset(
      String name,
      List<String> classes,
      boolean frameWise,
      Map<Split, List<Utterance>> parts,
      List<Path> background) {
    this(name, classes, frameWise, parts, background, List.of());
  }

  /** A data set without recordings of noise. */
  public Dataset(
      String name, List<String> classes, boolean frameWise, Map<Split, List<Utterance>> parts) {
    this(name, classes, frameWise, parts, List.of());
  }

  /** The utterances of one part, by name. */
  public List<Utterance> utterances(Split split) {
    return parts.get(split);
  }

  /** Whether an utterance, by its name, is one's own recording among synthesised ones. */
  public static boolean recorded(String utterance) {
    return utterance.startsWith(RECORDED);
  }

  /**
   * Speakers that are in more than one part, by name: a score on a part whose voices were learned
   * from says too much. There is none in the splits that the toolkit makes itself.
   */
  public SortedSet<String> sharedSpeakers() {
    Set<String> seen = new HashSet<>();
    SortedSet<String> shared = new TreeSet<>();
    for (Split split : Split.values()) {
      Set<String> own =
          utterances(split).stream()
              .flatMap(utterance -> utterance.speaker().stream())
              .collect(Collectors.toSet());
      own.stream().filter(speaker -> !seen.add(speaker)).forEach(shared::add);
    }
    return shared;
  }

  /** The same with a remark on its {@link #sharedSpeakers}, if there are any. */
  public Dataset withSplitChecked() {
    int shared = sharedSpeakers().size();
    if (shared == 0) {
      return this;
    }
    List<String> more = new ArrayList<>(remarks);
    more.add(
        shared
            + (shared == 1 ? " speaker is" : " speakers are")
            + " in more than one part by the split lists: scores are partly on voices that were"
            + " learned from");
    return withRemarks(more);
  }

  /** The same with other remarks. */
  public Dataset withRemarks(List<String> others) {
    return new Dataset(name, classes, frameWise, parts, background, others);
  }

  private static void check(Utterance utterance, int classes, boolean frameWise) {
    int[] labels = utterance.labels();
    int expected = frameWise ? utterance.frames() : 1;
    if (labels.length != expected) {
      throw new SettingException(
          utterance.name(), labels.length + " labels", String.valueOf(expected));
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new SettingException(utterance.name(), "label " + label, "0 to " + (classes - 1));
      }
    }
  }
}
