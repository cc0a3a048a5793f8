package org.keyspike.datasets.features;

import java.util.Optional;

/**
 * A part whose clips count as those of one speaker, so that a mean over speakers weighs it as one,
 * however many there are in it.
 *
 * @param part all clips
 * @param name of that speaker
 */
public record OneSpeaker(LabelledFeatures part, String name) implements LabelledFeatures {
  @Override
  public int size() {
    return part.size();
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
    return part.frames(clip);
  }

  @Override
  public int maxFrames() {
    return part.maxFrames();
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    part.read(clip, destination, offset);
  }

  @Override
  public int[] labels(int clip) {
    return part.labels(clip);
  }

  @Override
  public String name(int clip) {
    return part.name(clip);
  }

  @Override
  public Optional<String> speaker(int clip) {
    return Optional.of(name);
  }

  @Override
  public int[] transcript(int clip) {
    return part.transcript(clip);
  }
}
