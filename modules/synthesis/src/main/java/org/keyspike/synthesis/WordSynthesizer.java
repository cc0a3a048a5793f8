package org.keyspike.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.speechcommands.SplitLists;
import org.keyspike.datasets.speechcommands.WordFolders;
import org.keyspike.io.CachedFolder;
import org.keyspike.io.InputException;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.Staging;
import org.keyspike.synthesis.voices.SpokenText;

/**
 * Makes a labelled corpus of any words, in the layout of Speech Commands, by FreeTTS, other engines
 * and TarsosDSP: enough to try everything without a recording, never a substitute for one.
 *
 * <p>A speaker is a voice with a drawn set of pitch, pitch range, rate, vocal-tract length, tempo,
 * spectral tilt and level and, where other voices than FreeTTS's speak, of a room and its colour.
 * It is in one part only. Each clip varies these a little, and puts the word at a random place of
 * the second, in white, pink, low or mains noise at a random signal-to-noise ratio. Every draw
 * depends on the seed and its place (part, speaker, word, clip) only, so the same settings give the
 * same bytes, whatever the number of threads, and another word changes none of the other words.
 */
public final class WordSynthesizer {
  /** Raised when the same settings give other bytes. */
  public static final int VERSION = 2;

  /** Where a cache has what engines said. */
  static final String SPOKEN = "spoken";

  private static final int RECORDINGS = 6;
  private static final int RECORDING_SECONDS = 20;
  private static final double RECORDING_LEVEL_DB = -26;

  /** Purposes of draws, so that no seed is used twice. */
  private static final int SPEAKER = 1;

  private static final int CLIP = 2;
  private static final int RECORDING = 3;

  private WordSynthesizer() {}

  /**
   * Makes a corpus of which everyone says every word. The folder appears whole or not at all.
   *
   * @param folder must not exist, or be empty
   * @param threads threads to work with
   * @param progress counts clips
   * @throws InputException if there is something in the folder, or a word's synthesis is silent
   */
  public static void synthesize(
      SynthesisSettings settings, Path folder, int threads, ProgressListener progress)
      throws IOException {
    checkFree(folder);
    try (Staging staging = Staging.beside(folder)) {
      UtterancePlan plan = UtterancePlan.ofWords(settings);
      fill(settings, plan, staging.path(), Optional.empty(), threads, progress);
      Files.deleteIfExists(folder);
      staging.commitFolder();
    }
  }

  /**
   * The same corpus in a folder of a cache, made unless it is there whole.
   *
   * @return the folder
   */
  public static Path synthesizeOnce(
      SynthesisSettings settings, Path folder, int threads, ProgressListener progress)
      throws IOException {
    UtterancePlan plan = UtterancePlan.ofWords(settings);
    Optional<SpeechStore> store = Optional.of(new SpeechStore(folder.resolveSibling(SPOKEN)));
    return CachedFolder.openOrMake(
        folder, empty -> fill(settings, plan, empty, store, threads, progress));
  }

  /**
   * Makes a corpus of what a plan says.
   *
   * @param store of what engines say, if it is kept
   */
  static void fill(
      SynthesisSettings settings,
      UtterancePlan plan,
      Path root,
      Optional<SpeechStore> store,
      int threads,
      ProgressListener progress)
      throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (Speaker speaker : speakers(settings)) {
      tasks.add(new Task(speaker, plan.lines(speaker), settings.seed()));
    }
    progress.begin("Synthesising words", tasks.stream().mapToLong(Task::clips).sum());
    try {
      for (Task task : tasks) {
        for (UtterancePlan.UtteranceText line : task.lines()) {
          Files.createDirectories(root.resolve(line.folder()));
        }
      }
      Parallel.forEach(
          tasks.size(),
          threads,
          () -> {
            SpeechSource source = new SpeechSource(store);
            ClipComposer composer = new ClipComposer(settings.minSnrDb(), source);
            return i -> {
              source.prepare(tasks.get(i).speaker(), tasks.get(i).spoken());
              say(tasks.get(i), composer, root, progress);
            };
          });
      writeNoise(root.resolve(WordFolders.BACKGROUND_NOISE), settings.seed());
      writeLists(root, tasks);
    } finally {
      progress.end();
    }
  }

  /** What a speaker says. */
  private record Task(Speaker speaker, List<UtterancePlan.UtteranceText> lines, long seed) {
    long clips() {
      return lines.stream().mapToLong(UtterancePlan.UtteranceText::clips).sum();
    }

    String name(UtterancePlan.UtteranceText line, int n) {
      return line.folder() + "/" + speaker.id() + "_nohash_" + n + ".wav";
    }

    SplittableRandom random(UtterancePlan.UtteranceText line, int n) {
      long place = Long.parseLong(speaker.id(), 16);
      return new SplittableRandom(Seeds.derive(seed, CLIP, place, line.key(), n));
    }

    /** What the speaker's voice says, if it is an engine's. */
    List<SpokenText> spoken() {
      List<SpokenText> spoken = new ArrayList<>();
      if (speaker.voice().engine().isPresent()) {
        for (UtterancePlan.UtteranceText line : lines) {
          for (int n = 0; n < line.clips(); n++) {
            line.spoken(n, speaker, random(line, n)).ifPresent(spoken::add);
          }
        }
      }
      return spoken;
    }
  }

  private static void checkFree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new InputException(folder, "folder", "a file", "a new or empty folder");
      }
      try (var entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new InputException(folder, "folder", "files in it", "a new or empty folder");
        }
      }
    }
  }

  /** The speakers of all parts; the same whenever they are asked for. */
  static List<Speaker> speakers(SynthesisSettings settings) throws IOException {
    boolean embedded = settings.voices().embeddedOnly();
    Casting casting = embedded ? null : Casting.of(settings.voices().voices(), settings.seed());
    Set<String> ids = new HashSet<>();
    List<Speaker> speakers = new ArrayList<>();
    for (Split split : Split.values()) {
      List<BaseVoice> cast = embedded ? null : casting.cast(split, settings.speakers(split));
      for (int i = 0; i < settings.speakers(split); i++) {
        SplittableRandom random =
            new SplittableRandom(Seeds.derive(settings.seed(), SPEAKER, split.ordinal(), i));
        String id;
        do {
          id = String.format(Locale.ROOT, "%08x", random.nextInt());
        } while (!ids.add(id));
        speakers.add(
            embedded
                ? Speaker.draw(id, split, random)
                : Speaker.draw(id, split, cast.get(i), random));
      }
    }
    return speakers;
  }

  private static void say(Task task, ClipComposer composer, Path root, ProgressListener progress)
      throws IOException {
    for (UtterancePlan.UtteranceText line : task.lines()) {
      for (int n = 0; n < line.clips(); n++) {
        AudioClip clip = line.compose(n, composer, task.speaker(), task.random(line, n));
        if (clip == null) {
          throw new InputException(
              "speech synthesis", "clip " + task.name(line, n), "silence", "what can be spoken");
        }
        AudioFiles.writeWav(root.resolve(task.name(line, n)), clip);
      }
      progress.advance(line.clips());
    }
  }

  private static void writeNoise(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    NoiseKind[] kinds = NoiseKind.values();
    for (int i = 0; i < RECORDINGS; i++) {
      NoiseKind kind = kinds[i % kinds.length];
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, RECORDING, i));
      float[] noise = kind.make(RECORDING_SECONDS * FrontEndSettings.SAMPLE_RATE, random);
      Level.scale(noise, (float) Level.ofDecibels(RECORDING_LEVEL_DB));
      String name = kind.name().toLowerCase(Locale.ROOT) + "_" + i + ".wav";
      AudioFiles.writeWav(folder.resolve(name), new AudioClip(noise, FrontEndSettings.SAMPLE_RATE));
    }
  }

  private static void writeLists(Path root, List<Task> tasks) throws IOException {
    Set<String> validation = new TreeSet<>();
    Set<String> test = new TreeSet<>();
    for (Task task : tasks) {
      for (UtterancePlan.UtteranceText line : task.lines()) {
        for (int n = 0; n < line.clips(); n++) {
          switch (task.speaker().split()) {
            case TRAIN -> {}
            case VALIDATION -> validation.add(task.name(line, n));
            case TEST -> test.add(task.name(line, n));
          }
        }
      }
    }
    write(root.resolve(SplitLists.VALIDATION_LIST), validation);
    write(root.resolve(SplitLists.TESTING_LIST), test);
  }

  /** Lines end the same on every system. */
  private static void write(Path file, Set<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
