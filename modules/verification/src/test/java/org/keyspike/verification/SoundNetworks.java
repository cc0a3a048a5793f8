package org.keyspike.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Trace;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.simulator.Architecture;

/** Small networks behind a front end in integers, and sound for them. */
final class SoundNetworks {
  static final Architecture TINY = Architecture.preset("tiny");

  /** Samples of a clip. */
  static final int SAMPLES = GridCheckpoints.FRAMES * FrontEndSettings.HOP;

  private SoundNetworks() {}

  /** A network of {@link GridCheckpoints} behind a front end that follows the background. */
  static Checkpoint behindIntegers(Checkpoint network) {
    NetworkSpec spec = network.spec();
    FeatureSpec features =
        new FeatureSpec(
            GridCheckpoints.BANDS, 128, FrontEndKind.INTEGER, new BackgroundSettings(7, 4, 128));
    return network.with(
        new NetworkSpec(
            features,
            spec.encoder(),
            spec.layers(),
            spec.readout(),
            spec.timeSteps(),
            spec.format()),
        network.parameters());
  }

  static WeightImage image(Checkpoint network) {
    return WeightImage.of(network, TINY.lanes(), Packing.DENSE);
  }

  /**
   * An image whose detector hears some class in one clip as loud as it must be and no louder: the
   * threshold of every class is what that class scores in the clip.
   */
  static WeightImage barelyHearing(WeightImage image, byte[] features) {
    Trace trace = Trace.of(new IntegerNetwork(image.model()), features);
    DetectorAnswer answer =
        new DetectorDefinition(
                image.detector().orElseThrow(), image.model().readout().logitFraction())
            .first(1, trace.logits());
    return image.withDetector(
        new IntegerDetectorSettings(3, 20, new IntegerVector(answer.posteriors().clone())));
  }

  /** Clips of noise that swells and fades. */
  static List<short[]> clips(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<short[]> clips = new ArrayList<>();
    for (int clip = 0; clip < count; clip++) {
      short[] samples = new short[SAMPLES];
      double loud = 0;
      for (int i = 0; i < SAMPLES; i++) {
        loud = i % 400 == 0 ? Math.pow(2, random.nextDouble(3, 14)) : loud;
        samples[i] = (short) (loud * random.nextDouble(-1, 1));
      }
      clips.add(samples);
    }
    return clips;
  }
}
