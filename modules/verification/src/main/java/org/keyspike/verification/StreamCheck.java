package org.keyspike.verification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.SpikeWindow;

/**
 * The check of a stream: clips joined, once as a device takes them, sample by sample with every
 * state running on, and once computed plainly, all features at once, all counts summed anew.
 */
final class StreamCheck {
  /** More clips than these are not joined. */
  static final int MOST_CLIPS = 200;

  private final WeightImage image;
  private final ReadoutImage.Keyword readout;
  private final Device device;

  /**
   * @param image with a keyword readout
   */
  StreamCheck(WeightImage image, Device device) {
    this.image = image;
    this.device = device;
    readout = (ReadoutImage.Keyword) image.readout();
  }

  /** A stream's samples against answers to it that were known before. */
  Comparison known(List<short[]> clips, List<DetectorAnswer> expected) {
    float[] samples = joined(clips.stream().map(ClipSound::values).toList());
    List<DetectorAnswer> found = new ArrayList<>();
    int frames = samples.length / FrontEndSettings.HOP;
    streamed(samples, frames * image.features().bands(), found);
    Tally tally = new Tally();
    compare(tally, found, expected);
    return tally.result();
  }

  /**
   * The first clips as one stream.
   *
   * @param count of all clips
   */
  StreamAgreement run(ClipSound sound, int count) throws IOException {
    int clips = Math.min(MOST_CLIPS, count);
    List<float[]> each = new ArrayList<>();
    for (int clip = 0; clip < clips; clip++) {
      each.add(sound.samples(clip));
    }
    float[] samples = joined(each);
    byte[] features = features(samples);
    List<DetectorAnswer> expected = plainly(features);
    Tally tally = new Tally();
    List<DetectorAnswer> found = new ArrayList<>();
    byte[] streamed = streamed(samples, features.length, found);
    tally.features(
        "the stream",
        UnitFrontEnd.integers(image) ? samples.length : 0,
        streamed,
        features,
        UnitFrontEnd.bands(image));
    compare(tally, found, expected);
    return new StreamAgreement(
        clips,
        (double) samples.length / FrontEndSettings.SAMPLE_RATE,
        expected.size(),
        (int) expected.stream().filter(DetectorAnswer::detected).count(),
        tally.result());
  }

  private static void compare(
      Tally tally, List<DetectorAnswer> found, List<DetectorAnswer> expected) {
    for (int i = 0; i < expected.size(); i++) {
      DetectorAnswer answer = expected.get(i);
      String place = "the stream, frame " + answer.frame();
      tally.logits(place, found.get(i).logits(), answer.logits());
      tally.detection(place, found.get(i), answer);
    }
  }

  private static float[] joined(List<float[]> clips) {
    float[] all = new float[clips.stream().mapToInt(samples -> samples.length).sum()];
    int at = 0;
    for (float[] samples : clips) {
      System.arraycopy(samples, 0, all, at, samples.length);
      at += samples.length;
    }
    return all;
  }

  /** All features at once, (frames, C). */
  private byte[] features(float[] samples) {
    FrontEndSettings settings = image.frontEnd();
    byte[] all = FeatureQuantizer.quantize(FrontEnd.of(settings).features(samples));
    int[] bands = UnitFrontEnd.bands(image);
    byte[] features = new byte[all.length / settings.bands() * bands.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = all[i / bands.length * settings.bands() + bands[i % bands.length]];
    }
    return features;
  }

  private List<DetectorAnswer> plainly(byte[] features) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    int bands = image.features().bands();
    int neurons = network.merged().length;
    int frames = features.length / bands;
    byte[] spikes = new byte[frames * neurons];
    for (int t = 0; t < frames; t++) {
      network.step(features, t * bands);
      System.arraycopy(network.merged(), 0, spikes, t * neurons, neurons);
    }
    List<Long> at = new ArrayList<>();
    List<int[]> logits = new ArrayList<>();
    for (int end = readout.frames(); end <= frames; end += SpikeWindow.PERIOD) {
      int[] counts = new int[neurons];
      for (int i = (end - readout.frames()) * neurons; i < end * neurons; i++) {
        counts[i % neurons] += spikes[i];
      }
      at.add((long) end);
      logits.add(network.logits(counts).clone());
    }
    return new DetectorDefinition(image.detector().orElseThrow(), readout.logitFraction())
        .all(at, logits);
  }

  /**
   * Everything as it comes.
   *
   * @param length of the features
   * @param answers receives what is answered
   * @return the features
   */
  private byte[] streamed(float[] samples, int length, List<DetectorAnswer> answers) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    SpikeWindow window = new SpikeWindow(readout.frames(), network.merged().length);
    IntegerDetectorSettings settings = device.detector().orElseThrow();
    Decisions decisions = new Decisions(new IntegerDetector(settings, readout.logitFraction()));
    byte[] features = new byte[length];
    int[] frames = {0};
    device
        .frontEnd()
        .get()
        .acceptInChunks(
            samples,
            units -> {
              System.arraycopy(units, 0, features, frames[0]++ * units.length, units.length);
              network.step(units);
              window.add(network.merged());
              if (window.answers(frames[0])) {
                answers.add(decisions.next(frames[0], network.logits(window.counts()).clone()));
              }
            });
    return features;
  }
}
