package org.keyspike.spotting;

import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;

/** A front end that feeds a network: samples in, a step of the network for every frame. */
sealed interface Ear permits IntegerEar, FloatEar {

  /** The front end of settings, ahead of a network. */
  static Ear of(FrontEndSettings settings, Core core) {
    return settings.kind() == FrontEndKind.INTEGER
        ? new IntegerEar(settings, core)
        : new FloatEar(settings, core);
  }

  /** Takes at most {@link FrontEndSettings#HOP} samples. */
  void accept(short[] samples, int offset, int length);

  /** The same for real numbers, in [−1, 1). */
  void accept(float[] samples, int offset, int length);

  /** The next sample has only zeros before it; a background that is followed goes on. */
  void gap();

  /** Forgets everything. */
  void reset();

  /** A sample, or 0 if it is no finite number: one such would stay in membranes for ever. */
  static float finite(float sample) {
    return Float.isFinite(sample) ? sample : 0;
  }
}
