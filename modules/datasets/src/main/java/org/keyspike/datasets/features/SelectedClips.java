package org.keyspike.datasets.features;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some clips of a part, as a part of their own.
 *
 * @param part all clips
 * @param clips places of those that are in it, in their order
 */
public record SelectedClips(LabelledFeatures part, List<Integer> clips)
    implements LabelledFeatures {
  /**
   * @throws IndexOutOfBoundsException if a place is not in the part
   */
  public SelectedClips {
    clips = List.copyOf(clips);
    for (int clip : clips) {
      Objects.checkIndex(clip, part.size());
    }
  }

  @Override
  public int size() {
    return clips.size();
  }

  @Override
  public int bands() {
    return part.bands();
  }

  @Override
  public boolean frameWise() {
    return part.frameWise();
  }

  @Override
  public int frames(int clip) {
    return part.frames(clips.get(clip));
  }

  @Override
  public int maxFrames() {
    return clips.stream().mapToInt(part::frames).max().orElse(0);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    part.read(clips.get(clip), destination, offset);
  }

  @Override
  public int[] labels(int clip) {
    return part.labels(clips.get(clip));
  }

  @Override
  public String name(int clip) {
    return part.name(clips.get(clip));
  }

  @Override
  public Optional<String> speaker(int clip) {
    return part.speaker(clips.get(clip));
  }

  @Override
  public int[] transcript(int clip) {
    return part.transcript(clips.get(clip));
  }
}
