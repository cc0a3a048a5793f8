package org.keyspike.verification;

import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.StreamingIntegerLogMel;
import org.keyspike.audio.StreamingLogMel;
import org.keyspike.audio.UnitFrameConsumer;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.network.KeptIndices;

/**
 * The front end of an image as a device runs it: samples in chunks of any size in, frames of
 * unsigned bytes of unit 1/16 out, of those bands that the network reads. Not safe for threads.
 */
interface UnitFrontEnd {
  /** Chunks come in these sizes, one after another and again from the start. */
  int[] CHUNKS = {1, 159, 3, 161, 641, 97, 1599, 33, 319, 7, 481, 1281};

  /** Takes the next samples, and hands on every frame that they complete. */
  void accept(float[] samples, int offset, int length, UnitFrameConsumer consumer);

  /** Forgets everything: the next sample is the first of a new signal. */
  void reset();

  /** The front end of an image. */
  static UnitFrontEnd of(WeightImage image) {
    FrontEndSettings settings = image.frontEnd();
    return integers(image)
        ? of(new StreamingIntegerLogMel(settings), bands(image))
        : of(new StreamingLogMel(settings), bands(image));
  }

  /** A front end in integers. */
  static UnitFrontEnd of(StreamingIntegerLogMel frontEnd, int[] bands) {
    byte[] selected = new byte[bands.length];
    return new UnitFrontEnd() {
      @Override
      public void accept(float[] samples, int offset, int length, UnitFrameConsumer consumer) {
        frontEnd.accept(
            samples,
            offset,
            length,
            units -> {
              for (int i = 0; i < bands.length; i++) {
                selected[i] = units[bands[i]];
              }
              consumer.accept(selected);
            });
      }

      @Override
      public void reset() {
        frontEnd.reset();
      }
    };
  }

  /** A front end in real numbers, whose features are quantized. */
  static UnitFrontEnd of(StreamingLogMel frontEnd, int[] bands) {
    byte[] selected = new byte[bands.length];
    return new UnitFrontEnd() {
      @Override
      public void accept(float[] samples, int offset, int length, UnitFrameConsumer consumer) {
        frontEnd.accept(
            samples,
            offset,
            length,
            features -> {
              for (int i = 0; i < bands.length; i++) {
                selected[i] = (byte) FeatureQuantizer.quantize(features[bands[i]]);
              }
              consumer.accept(selected);
            });
      }

      @Override
      public void reset() {
        frontEnd.reset();
      }
    };
  }

  /** Whether the front end of an image computes in integers, so that a device can do the same. */
  static boolean integers(WeightImage image) {
    return image.frontEnd().kind() == FrontEndKind.INTEGER;
  }

  /** The numbers, among those of the front end, of the bands that the network reads. */
  static int[] bands(WeightImage image) {
    return image.kept(KeptIndices.BANDS).indices().stream().mapToInt(band -> band).toArray();
  }

  /** Takes samples in chunks of changing odd sizes. */
  default void acceptInChunks(float[] samples, UnitFrameConsumer consumer) {
    int from = 0;
    for (int i = 0; from < samples.length; i++) {
      int length = Math.min(CHUNKS[i % CHUNKS.length], samples.length - from);
      accept(samples, from, length, consumer);
      from += length;
    }
  }

  /**
   * The features of a clip from the state before it: (T, C).
   *
   * @param bands C
   */
  default byte[] clip(float[] samples, int bands) {
    byte[] features = new byte[samples.length / FrontEndSettings.HOP * bands];
    int[] at = {0};
    reset();
    acceptInChunks(
        samples,
        units -> {
          System.arraycopy(units, 0, features, at[0], bands);
          at[0] += bands;
        });
    return features;
  }
}
