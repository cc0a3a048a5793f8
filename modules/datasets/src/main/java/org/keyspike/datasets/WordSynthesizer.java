package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;

/**
 * Makes a labelled corpus of any words, in the layout of Speech Commands, by FreeTTS and TarsosDSP:
 * enough to try everything without a recording, never a substitute for one.
 *
 * <p>A speaker is a drawn set of pitch, pitch range, rate, vocal-tract length, tempo, spectral tilt
 * and level, and is in one part only. Each clip varies these a little, and puts the word at a
 * random place of the second, in white, pink, low or mains noise at a random signal-to-noise ratio.
 * Every draw depends on the seed and its place (part, speaker, word, clip) only, so the same
 * settings give the same bytes, whatever the number of threads, and another word changes none of
 * the other words.
 */
public final class WordSynthesizer {
  /** Raised when the same settings give other bytes. */
  static final int VERSION = 2;

  private static final int RECORDINGS = 6;
  private static final int RECORDING_SECONDS = 20;
  private static final double RECORDING_LEVEL_DB = -26;

  /** Places that draws are for, so that none is used twice. */
  private static final int SPEAKER = 1;

  private static final int CLIP = 2;
  private static final int RECORDING = 3;

  private WordSynthesizer() {}

  /**
   * Makes a corpus. The folder appears whole or not at all.
   *
   * @param folder must not exist, or be empty
   * @param threads threads to work with
   * @param progress counts clips
   * @throws DatasetException if there is something in the folder, or a word's synthesis is silent
   */
  public static void synthesize(
      SynthesisSettings settings, Path folder, int threads, ProgressListener progress)
      throws IOException {
    checkFree(folder);
    List<Speaker> speakers = speakers(settings);
    List<String> words = settings.words();
    int each = settings.utterancesPerSpeaker();
    progress.begin("Synthesising words", (long) speakers.size() * words.size() * each);
    try (Staging staging = Staging.beside(folder)) {
      Path root = staging.path();
      for (String word : settings.classes()) {
        Files.createDirectories(root.resolve(word));
      }
      Parallel.forEach(
          Math.multiplyExact(speakers.size(), words.size()),
          threads,
          () -> {
            ClipComposer composer = new ClipComposer(settings.minSnrDb());
            return i -> {
              Speaker speaker = speakers.get(i / words.size());
              say(words.get(i % words.size()), speaker, settings, composer, root);
              progress.advance(each);
            };
          });
      writeNoise(root.resolve(WordFolders.BACKGROUND_NOISE), settings.seed());
      writeLists(root, settings, speakers);
      Files.deleteIfExists(folder);
      staging.commitFolder();
    } finally {
      progress.end();
    }
  }

  private static void checkFree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new DatasetException(folder, "folder", "a file", "a new or empty folder");
      }
      try (var entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new DatasetException(folder, "folder", "files in it", "a new or empty folder");
        }
      }
    }
  }

  private static List<Speaker> speakers(SynthesisSettings settings) {
    Set<String> ids = new HashSet<>();
    List<Speaker> speakers = new ArrayList<>();
    for (Split split : Split.values()) {
      for (int i = 0; i < settings.speakers(split); i++) {
        SplittableRandom random =
            new SplittableRandom(Seeds.derive(settings.seed(), SPEAKER, split.ordinal(), i));
        String id;
        do {
          id = String.format(Locale.ROOT, "%08x", random.nextInt());
        } while (!ids.add(id));
        speakers.add(Speaker.draw(id, split, random));
      }
    }
    return speakers;
  }

  private static void say(
      String word, Speaker speaker, SynthesisSettings settings, ClipComposer composer, Path root)
      throws IOException {
    for (int n = 0; n < settings.utterancesPerSpeaker(); n++) {
      long place = Long.parseLong(speaker.id(), 16);
      SplittableRandom random =
          new SplittableRandom(Seeds.derive(settings.seed(), CLIP, place, word.hashCode(), n));
      AudioClip clip = composer.compose(word, speaker, random);
      if (clip == null) {
        throw new DatasetException(
            "speech synthesis", "word \"" + word + "\"", "silence", "a word that can be spoken");
      }
      AudioFiles.writeWav(root.resolve(name(word, speaker, n)), clip);
    }
  }

  private static String name(String word, Speaker speaker, int n) {
    return SynthesisSettings.folder(word) + "/" + speaker.id() + "_nohash_" + n + ".wav";
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

  private static void writeLists(Path root, SynthesisSettings settings, List<Speaker> speakers)
      throws IOException {
    Set<String> validation = new TreeSet<>();
    Set<String> test = new TreeSet<>();
    for (Speaker speaker : speakers) {
      for (String word : settings.words()) {
        for (int n = 0; n < settings.utterancesPerSpeaker(); n++) {
          switch (speaker.split()) {
            case TRAIN -> {}
            case VALIDATION -> validation.add(name(word, speaker, n));
            case TEST -> test.add(name(word, speaker, n));
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
