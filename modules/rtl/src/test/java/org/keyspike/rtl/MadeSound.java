package org.keyspike.rtl;

import java.util.SplittableRandom;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.IntegerLogMel;
import org.keyspike.hardware.WeightImage;
import org.keyspike.network.KeptIndices;

/**
 * Sound that somebody might have said: syllables of a voice whose pitch and formants glide, with
 * hissing between them, in faint noise. Nobody's recording enters the repository.
 */
final class MadeSound {
  private static final int RATE = FrontEndSettings.SAMPLE_RATE;

  private MadeSound() {}

  /** A second of it. */
  static short[] second(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sound = new double[RATE];
    for (int from = random.nextInt(RATE / 10); from < RATE; ) {
      int length = random.nextInt(RATE / 10, RATE / 3);
      if (random.nextInt(3) == 0) {
        hiss(sound, from, length / 2, random);
      } else {
        syllable(sound, from, length, random);
      }
      from += length;
    }
    short[] samples = new short[RATE];
    for (int i = 0; i < RATE; i++) {
      double noise = random.nextDouble(-60, 60);
      samples[i] = (short) Math.max(-32768, Math.min(32767, Math.round(sound[i] + noise)));
    }
    return samples;
  }

  private static void hiss(double[] sound, int from, int length, SplittableRandom random) {
    double loud = random.nextDouble(500, 3_000);
    for (int i = from; i < Math.min(RATE, from + length); i++) {
      sound[i] += random.nextDouble(-loud, loud);
    }
  }

  private static void syllable(double[] sound, int from, int length, SplittableRandom random) {
    double pitch = random.nextDouble(80, 250);
    double glide = random.nextDouble(-0.3, 0.3);
    double[] formants = {random.nextDouble(250, 900), random.nextDouble(900, 2_500), 3_000};
    double loud = random.nextDouble(500, 6_000);
    double phase = 0;
    for (int i = from; i < Math.min(RATE, from + length); i++) {
      double part = (double) (i - from) / length;
      double hertz = pitch * (1 + glide * part);
      phase += 2 * Math.PI * hertz / RATE;
      double now = 0;
      for (int k = 1; k <= 20; k++) {
        double near = 0;
        for (double formant : formants) {
          double away = (k * hertz - formant * (1 - glide * part)) / 150;
          near += 1 / (1 + away * away);
        }
        now += near * StrictMath.sin(k * phase);
      }
      sound[i] += loud * now * StrictMath.sin(Math.PI * part);
    }
  }

  /**
   * Its features, as the front end in integers makes them, with a power of two as its gain.
   *
   * @param from the first frame of so many
   * @return (T, C) unsigned bytes, of the bands that pruning left the image
   */
  static byte[] features(WeightImage image, long seed, int from, int frames) {
    FrontEndSettings settings =
        new FrontEndSettings(
            FrontEndKind.INTEGER,
            image.frontEnd().bands(),
            Math.scalb(1.0, Math.getExponent(image.frontEnd().gain())),
            BackgroundSettings.NONE);
    byte[] all = new IntegerLogMel(settings).features(second(seed));
    KeptIndices kept = image.kept(KeptIndices.BANDS);
    int bands = kept.indices().size();
    byte[] features = new byte[frames * bands];
    for (int i = 0; i < features.length; i++) {
      int frame = from + i / bands;
      features[i] = all[frame * kept.original() + kept.indices().get(i % bands)];
    }
    return features;
  }
}
