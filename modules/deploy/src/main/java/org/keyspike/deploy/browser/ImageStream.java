package org.keyspike.deploy.browser;

import java.util.Arrays;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.StreamingIntegerLogMel;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.SpikeWindow;
import org.keyspike.network.KeptIndices;

/**
 * An image at work on one stream, frame by frame, with everything on the way from samples to
 * detections left to be looked at. The same parts in the same order as in {@link
 * org.keyspike.spotting.KeywordSpotter}, so the same integers; that one shows its answers alone.
 *
 * <p>Arrays are its own: they show the last frame or answer, and must not be written to.
 */
final class ImageStream {
  private final StreamingIntegerLogMel frontEnd;
  private final int[] kept;
  private final byte[] features;
  private final IntegerModel model;
  private final IntegerNetwork network;
  private final SpikeWindow window;
  private final IntegerDetector detector;

  /** Of each layer, outputs of the last frame, summed over its steps. */
  private final byte[][] outputs;

  private final int[] logits;
  private final int[] posteriors;
  private final int windowFrames;
  private int frames;
  private boolean answered;
  private boolean detected;

  /**
   * @param image with a front end in integers and a keyword readout
   */
  ImageStream(WeightImage image) {
    model = image.model();
    frontEnd = new StreamingIntegerLogMel(image.frontEnd());
    List<Integer> bands = image.kept(KeptIndices.BANDS).indices();
    kept = new int[bands.size()];
    for (int c = 0; c < kept.length; c++) {
      kept[c] = bands.get(c);
    }
    features = new byte[kept.length];
    network = new IntegerNetwork(model);
    windowFrames = ((IntegerReadout.Keyword) model.readout()).frames();
    window = new SpikeWindow(windowFrames, network.counts().length);
    detector = new IntegerDetector(image.detector().orElseThrow(), model.readout().logitFraction());
    outputs = new byte[model.layers().size()][];
    for (int l = 0; l < outputs.length; l++) {
      outputs[l] = new byte[model.layers().get(l).neurons()];
    }
    logits = new int[image.classes().size()];
    posteriors = new int[logits.length];
  }

  /** Takes the {@link FrontEndSettings#HOP} samples of a frame. */
  void frame(short[] samples) {
    frontEnd.accept(samples, 0, samples.length, this::step);
  }

  private void step(byte[] units) {
    for (int c = 0; c < kept.length; c++) {
      features[c] = units[kept[c]];
    }
    network.step(features);
    for (int l = 0; l < outputs.length; l++) {
      sum(l);
    }
    window.add(network.merged());
    frames++;
    answered = window.answers(frames);
    detected = false;
    if (answered) {
      int[] now = network.logits(window.counts());
      System.arraycopy(now, 0, logits, 0, logits.length);
      detected = detector.accept(SpikeWindow.PERIOD, logits);
      for (int k = 0; k < posteriors.length; k++) {
        posteriors[k] = detector.posterior(k);
      }
    }
  }

  private void sum(int layer) {
    byte[] sum = outputs[layer];
    System.arraycopy(network.spikes(layer, 0), 0, sum, 0, sum.length);
    for (int k = 1; k < model.timeSteps(); k++) {
      byte[] more = network.spikes(layer, k);
      for (int n = 0; n < sum.length; n++) {
        sum[n] += more[n];
      }
    }
  }

  /** Forgets everything: the next sample is the first of a new stream. */
  void reset() {
    frontEnd.reset();
    network.reset();
    window.reset();
    detector.reset();
    Arrays.fill(logits, 0);
    Arrays.fill(posteriors, 0);
    frames = 0;
    answered = false;
    detected = false;
  }

  /** Frames since the start, 10 ms each, for 248 days. */
  int frames() {
    return frames;
  }

  /** T, the frames that an answer is about. */
  int window() {
    return windowFrames;
  }

  /** Features of the bands that reach the network, (C) unsigned bytes of unit 1/16. */
  byte[] features() {
    return features;
  }

  /** The encoder's spikes, (4C) or (2C), each 0 or 1; empty with a direct encoder. */
  byte[] encoderSpikes() {
    return network.encoderSpikes();
  }

  int layers() {
    return outputs.length;
  }

  /** Outputs of a layer (from 0), summed over the steps of the frame, (N). */
  byte[] outputs(int layer) {
    return outputs[layer];
  }

  /** Whether the last frame completed an answer. */
  boolean answered() {
    return answered;
  }

  /** Whether that detected {@link #label}. */
  boolean detected() {
    return detected;
  }

  /** z of the last answer, (K). */
  int[] logits() {
    return logits;
  }

  /** p of the last answer, before it is smoothed, (K), Q15. */
  int[] posteriors() {
    return posteriors;
  }

  /** The winner of the last answer. */
  int label() {
    return detector.label();
  }

  /** Its mean posterior, Q15. */
  int score() {
    return detector.score();
  }
}
