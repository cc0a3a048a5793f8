package org.keyspike.hardware;

import java.util.Arrays;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.IntegerLogMel;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/**
 * The features that an image's network gets of sound, in unsigned bytes of a sixteenth: those bands
 * that pruning left it.
 */
public final class SoundFeatures {
  private final IntegerLogMel frontEnd;
  private final KeptIndices kept;

  /**
   * @throws SpecException if the front end is not in integers
   */
  public SoundFeatures(WeightImage image) {
    FrontEndSettings settings = image.frontEnd();
    if (settings.kind() != FrontEndKind.INTEGER) {
      throw new SpecException("features.kind", "a float front end", "one in integers");
    }
    kept = image.kept(KeptIndices.BANDS);
    frontEnd = new IntegerLogMel(settings);
  }

  /** What the samples fill of whole frames. */
  static short[] wholeFrames(short[] samples) {
    return Arrays.copyOf(samples, samples.length / FrontEndSettings.HOP * FrontEndSettings.HOP);
  }

  /**
   * The features of a clip, or of a stream from its start.
   *
   * @param samples 16 kHz; what does not fill the last of T frames of 160 is left out
   * @return (T, C) unsigned bytes
   */
  public byte[] of(short[] samples) {
    byte[] all = frontEnd.features(samples);
    int bands = kept.indices().size();
    byte[] selected = new byte[all.length / kept.original() * bands];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = all[i / bands * kept.original() + kept.indices().get(i % bands)];
    }
    return selected;
  }
}
