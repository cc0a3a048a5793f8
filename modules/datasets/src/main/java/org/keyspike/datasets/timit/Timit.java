package org.keyspike.datasets.timit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileTree;
import org.keyspike.io.InputException;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;

/**
 * TIMIT (Garofolo and others, LDC93S1): read sentences with a phone for every sample. The task is
 * frame-wise: a label for each frame of a whole utterance, out of 48 classes ({@link TimitPhones})
 * or of context-dependent states of them ({@link PhoneSet}).
 */
public final class Timit {
  private static final String TRAIN = "train";
  private static final String TEST = "test";

  private static final String SOUND = ".wav";

  /** Sentences that every speaker reads; they would teach their order of phones. */
  private static final String SHARED_SENTENCE = "sa";

  private Timit() {}

  /** {@link #open(Path, Labels, int, ProgressListener)} of phones with one thread, unheard. */
  public static Dataset open(Path folder) throws IOException {
    return open(folder, Labels.PHONES, 1, ProgressListener.NONE);
  }

  /** What frames are labelled with. */
  public interface Labels {
    /** The 48 phones. */
    Labels PHONES = training -> PhoneSet.phones();

    /** The states that the training part calls for. */
    Labels STATES = PhoneSet::states;

    /**
     * The classes.
     *
     * @param training transcripts of the training part
     */
    PhoneSet of(Collection<int[]> training);
  }

  /**
   * Opens a folder in the layout of the LDC, {@code TRAIN/DR1/FCJF0/SX127.WAV} with {@code
   * SX127.PHN}; upper or lower case, SPHERE or RIFF, at any sample rate. The two sentences that all
   * speakers share (SA) are left out.
   *
   * <p>On a whole corpus, test is the core test set and validation the usual development set of 50
   * speakers, both from the test folder, whose other speakers are left out. On a part of the
   * corpus, test is the test folder and validation two training speakers: the last woman and the
   * last man by name.
   *
   * @param labels of frames
   * @param threads threads to read with
   * @throws InputException if the layout is another, a file's partner is missing, or there are too
   *     few speakers
   * @throws org.keyspike.io.InputException if a sound file cannot be used
   */
  public static Dataset open(Path folder, Labels labels, int threads, ProgressListener progress)
      throws IOException {
    SortedMap<String, Path> transcripts = transcripts(folder);
    Map<String, Split> splits = splits(folder, transcripts.keySet());
    List<String> names =
        transcripts.keySet().stream().filter(name -> splits.containsKey(speaker(name))).toList();
    Marked[] marked = new Marked[names.size()];
    progress.begin("Reading TIMIT", names.size());
    try {
      Parallel.forEach(
          names.size(),
          threads,
          () ->
              i -> {
                marked[i] = marked(names.get(i), transcripts.get(names.get(i)));
                progress.advance(1);
              });
    } finally {
      progress.end();
    }
    PhoneSet set =
        labels.of(
            Arrays.stream(marked)
                .filter(one -> splits.get(speaker(one.name)) == Split.TRAIN)
                .map(one -> one.phones)
                .toList());
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Marked one : marked) {
      parts
          .computeIfAbsent(splits.get(speaker(one.name)), s -> new ArrayList<>())
          .add(one.utterance(set));
    }
    return new Dataset("timit", set.classes(), true, parts);
  }

  /** An utterance before it is known what frames are labelled with; each frame's place in it. */
  private record Marked(String name, Path sound, int length, int[] phones, int[] places) {
    Utterance utterance(PhoneSet set) {
      return new Utterance(
          name, sound, 0, length, set.labels(phones, places), phones, Optional.of(speaker(name)));
    }
  }

  private static Marked marked(String name, Path transcript) throws IOException {
    Path sound = sound(transcript);
    AudioClip clip = AudioFiles.read(sound);
    long samples =
        Math.round(
            (double) clip.samples().length * FrontEndSettings.SAMPLE_RATE / clip.sampleRate());
    int length = Math.toIntExact(samples);
    int frames = LogMel.frames(length);
    if (frames < 1) {
      throw new InputException(sound, "duration", clip.seconds() + " s", "at least one frame");
    }
    PhoneMarks marks = PhoneMarks.read(transcript);
    return new Marked(
        name, sound, length, marks.classes(), marks.places(frames, clip.sampleRate()));
  }

  /** Which part each speaker is in; speakers that are left out are not in it. */
  private static Map<String, Split> splits(Path folder, Set<String> names) throws InputException {
    SortedSet<String> training = speakers(names, TRAIN);
    SortedSet<String> test = speakers(names, TEST);
    if (test.isEmpty()) {
      throw new InputException(folder, "speakers under TEST", "none", "at least one");
    }
    Set<String> published = new HashSet<>(TimitSpeakers.CORE_TEST);
    published.addAll(TimitSpeakers.DEVELOPMENT);
    Map<String, Split> splits = new TreeMap<>();
    if (test.containsAll(lower(published))) {
      lower(TimitSpeakers.DEVELOPMENT).forEach(name -> splits.put(name, Split.VALIDATION));
      lower(TimitSpeakers.CORE_TEST).forEach(name -> splits.put(name, Split.TEST));
    } else {
      test.forEach(name -> splits.put(name, Split.TEST));
      last(training, "f").ifPresent(name -> splits.put(name, Split.VALIDATION));
      last(training, "m").ifPresent(name -> splits.put(name, Split.VALIDATION));
    }
    training.forEach(name -> splits.putIfAbsent(name, Split.TRAIN));
    if (!splits.containsValue(Split.TRAIN) || !splits.containsValue(Split.VALIDATION)) {
      throw new InputException(
          folder, "speakers under TRAIN", String.valueOf(training.size()), "at least three");
    }
    return splits;
  }

  private static Optional<String> last(SortedSet<String> speakers, String sex) {
    return speakers.stream().filter(name -> name.startsWith(sex)).reduce((a, b) -> b);
  }

  private static Set<String> lower(Set<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static SortedSet<String> speakers(Set<String> names, String half) {
    return names.stream()
        .filter(name -> name.startsWith(half + "/"))
        .map(Timit::speaker)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The speaker of {@code train/dr1/fcjf0/sx127}. */
  private static String speaker(String name) {
    return name.split("/")[2];
  }

  /** The transcripts of all sentences but the shared ones, by utterance name. */
  private static SortedMap<String, Path> transcripts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder, "folder", Files.exists(folder) ? "a file" : "nothing of this name", "TIMIT");
    }
    SortedMap<String, Path> transcripts = new TreeMap<>();
    for (Path file : FileTree.files(folder)) {
      String name = lowerName(folder, file);
      boolean sentence = name.matches("(" + TRAIN + "|" + TEST + ")/dr[1-8]/[^/]+/s[^/]+");
      if (!sentence || file(name).startsWith(SHARED_SENTENCE)) {
        continue;
      }
      if (name.endsWith(".phn")) {
        Path other = transcripts.put(name.substring(0, name.length() - 4), file);
        if (other != null) {
          throw new InputException(
              file, "name", "the same as " + other + " but for case", "each sentence once");
        }
      } else if (name.endsWith(".wav") && partner(file, "phn").isEmpty()) {
        throw new InputException(file, "transcript", "none beside it", "a .PHN file");
      }
    }
    if (transcripts.isEmpty()) {
      throw new InputException(
          folder, "utterances", "none", "TRAIN/DR1/FCJF0/SX127.WAV and .PHN, and so on");
    }
    return transcripts;
  }

  private static String lowerName(Path folder, Path file) {
    List<String> parts = new ArrayList<>();
    folder.relativize(file).forEach(part -> parts.add(part.toString().toLowerCase(Locale.ROOT)));
    return String.join("/", parts);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String file(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static Path sound(Path transcript) throws InputException {
    return partner(transcript, "wav")
        .orElseThrow(
            () -> new InputException(transcript, "sound", "none beside it", "a .WAV file"));
  }

  /**
   * The file of the same name with another extension, in upper or lower case. The name is all
   * before the last dot, so that {@code take.1.SX18.WAV} and {@code take.2.SX18.WAV} have partners
   * of their own; copies of the corpus that were turned into RIFF write {@code SX127.WAV.wav}.
   */
  public static Optional<Path> partner(Path file, String extension) {
    String name = Objects.toString(file.getFileName());
    String stem = stem(name);
    if (stem.toLowerCase(Locale.ROOT).endsWith(SOUND)) {
      stem = stem(stem);
    }
    String upper = extension.toUpperCase(Locale.ROOT);
    String title = upper.charAt(0) + extension.substring(1);
    for (String ending : List.of(upper, extension, title, upper + "." + extension)) {
      Path partner = file.resolveSibling(stem + "." + ending);
      if (Files.exists(partner)) {
        return Optional.of(partner);
      }
    }
    return Optional.empty();
  }
}
