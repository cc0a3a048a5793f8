package org.keyspike.datasets.features;

import java.util.List;
import java.util.Optional;

/**
 * The clips of several parts as one part, those of one after those of the other: what a training
 * goes through that has found clips of its own.
 *
 * @param parts at least one, all with the same bands and kind of label
 */
public record JoinedFeatures(List<LabelledFeatures> parts) implements LabelledFeatures {
  /**
   * @throws IllegalArgumentException if there is no part, or two differ in bands or kind of label
   */
  public JoinedFeatures {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("found no parts, expected at least one");
    }
    LabelledFeatures first = parts.get(0);
    for (LabelledFeatures part : parts) {
      if (part.bands() != first.bands() || part.frameWise() != first.frameWise()) {
        throw new IllegalArgumentException(
            "found parts of " + first.bands() + " and " + part.bands() + " bands, or of two kinds");
      }
    }
  }

  /** A clip where it lies. */
  private record Place(LabelledFeatures part, int clip) {}

  private Place place(int clip) {
    int left = clip;
    for (LabelledFeatures part : parts) {
      if (left < part.size()) {
        return new Place(part, left);
      }
      left -= part.size();
    }
    throw new IndexOutOfBoundsException("clip " + clip + " of " + size());
  }

  @Override
  public int size() {
    return parts.stream().mapToInt(LabelledFeatures::size).sum();
  }

  @Override
  public int bands() {
    return parts.get(0).bands();
  }

  @Override
  public boolean frameWise() {
    return parts.get(0).frameWise();
  }

  @Override
  public int frames(int clip) {
    Place place = place(clip);
    return place.part.frames(place.clip);
  }

  @Override
  public int maxFrames() {
    return parts.stream().mapToInt(LabelledFeatures::maxFrames).max().orElse(0);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    Place place = place(clip);
    place.part.read(place.clip, destination, offset);
  }

  @Override
  public int[] labels(int clip) {
    Place place = place(clip);
    return place.part.labels(place.clip);
  }

  @Override
  public String name(int clip) {
    Place place = place(clip);
    return place.part.name(place.clip);
  }

  @Override
  public Optional<String> speaker(int clip) {
    Place place = place(clip);
    return place.part.speaker(place.clip);
  }

  @Override
  public int[] transcript(int clip) {
    Place place = place(clip);
    return place.part.transcript(place.clip);
  }
}
