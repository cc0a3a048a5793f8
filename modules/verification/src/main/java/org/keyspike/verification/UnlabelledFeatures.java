package org.keyspike.verification;

import java.util.List;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;

/**
 * Clips that nobody labelled; class 0 stands in for their labels, and nobody may score by it.
 *
 * @param clips (T, C) each, row by row
 * @param bands C
 * @param frameWise whether every frame is answered
 */
record UnlabelledFeatures(List<float[]> clips, int bands, boolean frameWise)
    implements LabelledFeatures {

  UnlabelledFeatures {
    clips = List.copyOf(clips);
    for (int clip = 0; clip < clips.size(); clip++) {
      if (clips.get(clip).length % bands != 0) {
        throw new IllegalArgumentException(
            "clip "
                + clip
                + ": "
                + clips.get(clip).length
                + " features, expected a multiple of "
                + bands
                + ", the bands of the network");
      }
    }
  }

  static boolean frameWise(WeightImage image) {
    return image.readout() instanceof ReadoutImage.FrameWise;
  }

  @Override
  public int size() {
    return clips.size();
  }

  @Override
  public int frames(int clip) {
    return clips.get(clip).length / bands;
  }

  @Override
  public int maxFrames() {
    return clips.stream().mapToInt(clip -> clip.length / bands).max().orElse(0);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    float[] features = clips.get(clip);
    System.arraycopy(features, 0, destination, offset, features.length);
  }

  @Override
  public int[] labels(int clip) {
    return new int[frameWise ? frames(clip) : 1];
  }

  @Override
  public String name(int clip) {
    return "clip " + clip;
  }
}
