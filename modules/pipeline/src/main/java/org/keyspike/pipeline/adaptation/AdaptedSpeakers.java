package org.keyspike.pipeline.adaptation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.keyspike.datasets.Dataset;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.pipeline.recipe.AdaptationSettings;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

/**
 * The worth of an adaptation: what the images before and after it predict of recorded clips whose
 * speakers were not learned from. Its fields are in the package documentation.
 *
 * @param recordings what there is, for people
 * @param layers that learned
 * @param learned recordings that were learned from
 * @param words test clips by class
 * @param speakers test clips by speaker
 */
public record AdaptedSpeakers(
    String recordings,
    AdaptationSettings.Layers layers,
    int learned,
    List<Change> words,
    List<Change> speakers) {
  public AdaptedSpeakers {
    if (recordings == null || layers == null || words == null || speakers == null) {
      throw new IllegalArgumentException("found no recordings, layers, words or speakers");
    }
    words = List.copyOf(words);
    speakers = List.copyOf(speakers);
  }

  /**
   * The right predictions of some clips.
   *
   * @param name what they have in common
   * @param clips of them
   * @param before how many of these the image before predicts right
   * @param after the same of the image after
   */
  public record Change(String name, int clips, int before, int after) {
    private Change plus(boolean wasRight, boolean isRight) {
      return new Change(name, clips + 1, before + (wasRight ? 1 : 0), after + (isRight ? 1 : 0));
    }
  }

  /**
   * Compares two images.
   *
   * @param own recordings
   * @param learned how many of them were learned from
   * @param before answers to the test part of the image before
   * @param after the same of the image after
   */
  public static AdaptedSpeakers of(
      Dataset own, AdaptationSettings.Layers layers, int learned, Score before, Score after) {
    return new AdaptedSpeakers(
        own.remarks().get(0),
        layers,
        learned,
        changes(before, after, clip -> own.classes().get(clip.labels()[0])),
        changes(
            before,
            after,
            clip -> clip.speaker().orElse(clip.clip()).replaceFirst("^" + Dataset.RECORDED, "")));
  }

  private static List<Change> changes(
      Score before, Score after, Function<ClipAnswer, String> group) {
    Map<String, Change> changes = new TreeMap<>();
    for (int i = 0; i < before.clips().size(); i++) {
      String name = group.apply(before.clips().get(i));
      changes.put(
          name,
          changes
              .getOrDefault(name, new Change(name, 0, 0, 0))
              .plus(right(before.clips().get(i)), right(after.clips().get(i))));
    }
    return List.copyOf(changes.values());
  }

  private static boolean right(ClipAnswer clip) {
    return clip.accuracy().correct() == 1;
  }

  /** Without a full stop. */
  public String text() {
    int clips = speakers.stream().mapToInt(Change::clips).sum();
    return String.format(
        "adapted to %d own %s, %s; %s",
        learned,
        learned == 1 ? "recording" : "recordings",
        layers == AdaptationSettings.Layers.LAST ? "the readout alone" : "all layers",
        clips == 0
            ? "none is of a speaker for test, so that nothing says how it is heard by others"
            : String.format(
                "of %d recorded test clips of %d other %s the image predicts %d right, before %d",
                clips,
                speakers.size(),
                speakers.size() == 1 ? "speaker" : "speakers",
                speakers.stream().mapToInt(Change::after).sum(),
                speakers.stream().mapToInt(Change::before).sum()));
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static AdaptedSpeakers read(Path file) throws IOException {
    return JsonFile.read(file, AdaptedSpeakers.class, "the worth of an adaptation");
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
