package org.keyspike.pipeline.detection;

import java.util.Arrays;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.ClassThresholds;
import org.keyspike.integer.IntegerDetectorSettings;

/** Numbers of the integer detector as real ones, exactly. */
public final class Q15 {
  private static final int MILLIS_PER_FRAME = 1_000 / FrontEndSettings.FRAME_RATE;

  private Q15() {}

  /** value / 32768. */
  public static double real(int value) {
    return (double) value / IntegerDetectorSettings.ONE;
  }

  /** The lowest threshold of a class that can be detected; 0 if none can. */
  public static double lowest(IntegerDetectorSettings settings) {
    return real(
        Arrays.stream(settings.thresholds().values()).filter(one -> one > 0).min().orElse(0));
  }

  /** The thresholds and the refractory time of an image's detector. */
  public static ClassThresholds real(IntegerDetectorSettings settings) {
    return new ClassThresholds(
        Arrays.stream(settings.thresholds().values()).mapToObj(Q15::real).toList(),
        (int) Math.min(Integer.MAX_VALUE, (long) MILLIS_PER_FRAME * settings.refractoryFrames()));
  }
}
