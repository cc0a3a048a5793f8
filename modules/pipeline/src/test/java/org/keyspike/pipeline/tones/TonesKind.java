package org.keyspike.pipeline.tones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.CachedFolder;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;

/** Low and high tones of one second: a kind of data set as somebody else would add it. */
public final class TonesKind implements DatasetKind {
  private static final List<String> CLASSES = List.of("low", "high");
  private static final int RATE = 16_000;
  private static final int CLIPS = 6;

  @Override
  public String name() {
    return "tones";
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(
        settings, "archive", "folder", "classes", "words", "synthesis", "negatives", "recordings");
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    // Runs of several seeds may open theirs at the same time.
    Path folder =
        CachedFolder.openOrMake(cache.resolve("tones-" + seed), empty -> write(empty, seed));
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<Utterance> part = new ArrayList<>();
      for (int i = 0; i < CLIPS; i++) {
        String name = name(split, i);
        Path file = folder.resolve(name + ".wav");
        part.add(new Utterance(name, file, 0, RATE, new int[] {i % CLASSES.size()}));
      }
      parts.put(split, part);
    }
    return new Dataset("tones", CLASSES, false, parts);
  }

  private static String name(Split split, int i) {
    return CLASSES.get(i % CLASSES.size()) + "/" + split.name().toLowerCase(Locale.ROOT) + i;
  }

  private static void write(Path folder, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (Split split : Split.values()) {
      for (int i = 0; i < CLIPS; i++) {
        Path file = folder.resolve(name(split, i) + ".wav");
        Files.createDirectories(file.getParent());
        double hertz = (i % CLASSES.size() == 0 ? 300 : 3000) * random.nextDouble(0.8, 1.2);
        AudioFiles.writeWav(file, tone(hertz, random));
      }
    }
  }

  private static AudioClip tone(double hertz, SplittableRandom random) {
    float[] samples = new float[RATE];
    for (int i = 0; i < RATE; i++) {
      double noise = random.nextDouble(-0.01, 0.01);
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / RATE) + noise);
    }
    return new AudioClip(samples, RATE);
  }
}
