package org.keyspike.datasets.features;

import java.util.List;
import java.util.Optional;

/**
 * Some bands of features: what reaches a network that others were pruned from.
 *
 * @param bands how many there are before
 * @param kept which of them are left, ascending
 */
public record BandSelection(int bands, List<Integer> kept) {
  public BandSelection {
    kept = List.copyOf(kept);
  }

  /** The features of a part in these bands; the part itself if nothing is left out. */
  public LabelledFeatures of(LabelledFeatures part) {
    return kept.size() == bands ? part : new Selected(part);
  }

  /** A batch in these bands; the batch itself if nothing is left out. */
  public Batch of(Batch batch) {
    if (kept.size() == bands) {
      return batch;
    }
    int rows = batch.size() * batch.frames();
    float[] features = new float[rows * kept.size()];
    select(batch.features(), features, 0, rows);
    return new Batch(
        batch.size(),
        batch.frames(),
        kept.size(),
        features,
        batch.lengths(),
        batch.labels(),
        batch.frameWise());
  }

  private void select(float[] from, float[] to, int offset, int rows) {
    int width = kept.size();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        to[offset + row * width + i] = from[row * bands + kept.get(i)];
      }
    }
  }

  private final class Selected implements LabelledFeatures {
    private final LabelledFeatures part;

    Selected(LabelledFeatures part) {
      this.part = part;
    }

    @Override
    public int size() {
      return part.size();
    }

    @Override
    public int bands() {
      return kept.size();
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
      float[] whole = new float[part.frames(clip) * bands];
      part.read(clip, whole, 0);
      select(whole, destination, offset, part.frames(clip));
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
      return part.speaker(clip);
    }

    @Override
    public int[] transcript(int clip) {
      return part.transcript(clip);
    }
  }
}
