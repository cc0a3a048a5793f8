package org.keyspike.datasets.contamination;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;

/**
 * The clips that a network was trained with and chosen by, as keys that tell no sound: a file
 * beside the network, whose layout is in the package's documentation.
 */
public final class TrainedClips {
  /** What the file is called in a run folder. */
  public static final String FILE_NAME = "trained-on.bin";

  /** The parts that it is about, in the order of the file. */
  static final List<Split> PARTS = List.of(Split.TRAIN, Split.VALIDATION);

  private final String data;
  private final Map<Split, ClipKeys> parts;

  TrainedClips(String data, Map<Split, ClipKeys> parts) {
    this.data = data;
    this.parts = Map.copyOf(parts);
  }

  /**
   * The clips of a data set's training and validation parts.
   *
   * @param noise background recordings that training mixes in
   * @param data the data set's content hash, 64 hexadecimal digits
   * @param threads threads to decode with; the result does not depend on it
   * @throws org.keyspike.io.InputException if a sound file cannot be used
   */
  public static TrainedClips of(
      Dataset dataset, List<Path> noise, String data, int threads, ProgressListener progress)
      throws IOException {
    Map<Split, ClipKeys> parts = new EnumMap<>(Split.class);
    for (Split split : PARTS) {
      List<Utterance> clips = dataset.utterances(split);
      Set<Path> recordings = new LinkedHashSet<>();
      clips.forEach(clip -> recordings.add(clip.file()));
      if (split == Split.TRAIN) {
        recordings.addAll(noise);
      }
      SortedSet<Long> names = ClipKeys.none();
      clips.forEach(clip -> ClipIdentity.nameOf(clip.name()).ifPresent(names::add));
      parts.put(
          split,
          new ClipKeys(clips.size(), sounds(List.copyOf(recordings), threads, progress), names));
    }
    return new TrainedClips(data, parts);
  }

  private static SortedSet<Long> sounds(
      List<Path> recordings, int threads, ProgressListener progress) throws IOException {
    SortedSet<Long> sounds = ClipKeys.none();
    progress.begin("Listing clips", recordings.size());
    try {
      Parallel.forEach(
          recordings.size(),
          threads,
          () ->
              i -> {
                Optional<Long> sound = ClipIdentity.soundOf(recordings.get(i));
                synchronized (sounds) {
                  sound.ifPresent(sounds::add);
                }
                progress.advance(1);
              });
    } finally {
      progress.end();
    }
    return sounds;
  }

  /**
   * Reads a file.
   *
   * @throws org.keyspike.io.InputException if it is no such file, was changed, or is of another
   *     version
   */
  public static TrainedClips read(Path file) throws IOException {
    return TrainedClipsFormat.read(file);
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, TrainedClipsFormat.bytes(this));
  }

  /** The content hash of the data set that they are of, 64 hexadecimal digits. */
  public String data() {
    return data;
  }

  /** How many clips a part has: {@link Split#TRAIN} or {@link Split#VALIDATION}. */
  public int clips(Split split) {
    return parts.get(split).clips();
  }

  /** Which part a clip was in, if it was in one; of both, the training part. */
  public Optional<Split> part(ClipIdentity clip) {
    return PARTS.stream().filter(split -> parts.get(split).contain(clip)).findFirst();
  }

  ClipKeys keys(Split split) {
    return parts.get(split);
  }
}
