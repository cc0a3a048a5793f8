package org.keyspike.deploy.c99;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.FrontEndTables;
import org.keyspike.audio.PcenSettings;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.SpikeWindow;

/** {@code ks_config.h}: the shape of an image, by which the runtime is compiled. */
final class ConfigHeader {
  private final WeightImage image;
  private final IntegerModel model;
  private final IntegerReadout.Keyword readout;
  private final List<IntegerLayer> layers;
  private final CText text = new CText();

  private ConfigHeader(WeightImage image) {
    this.image = image;
    model = image.model();
    readout = (IntegerReadout.Keyword) model.readout();
    layers = model.layers();
  }

  static String of(WeightImage image) {
    return new ConfigHeader(image).write();
  }

  private String write() {
    text.line("/* The shape of the image in ks_image.c. Written by keyspike export. */");
    text.line("#ifndef KS_CONFIG_H").line("#define KS_CONFIG_H").line("");
    frontEnd();
    encoder();
    network();
    outputs();
    detector();
    text.line("").line("#endif");
    return text.toString();
  }

  private void frontEnd() {
    FrontEndSettings frontEnd = image.frontEnd();
    text.line("/* Front end: bands that the network hears, all bands, the first bin of them, and");
    text.line(" * 44 less the exponent of the gain. */");
    text.define("KS_BANDS", model.features().bands());
    text.define("KS_ALL_BANDS", frontEnd.bands());
    text.define("KS_FIRST_BIN", Segments.of(FrontEndTables.of(frontEnd.bands()).bands()).first());
    text.define("KS_GAIN_BITS", 44 - frontEnd.exponent());
    BackgroundSettings background = frontEnd.tracked().orElse(null);
    text.define("KS_BACKGROUND", background == null ? 0 : 1);
    if (background != null) {
      text.define("KS_RISE", background.rise());
      text.define("KS_FALL", background.fall());
      text.define("KS_SHARE", background.share());
    }
    PcenSettings pcen = frontEnd.normalized().orElse(null);
    text.define("KS_PCEN", pcen == null ? 0 : 1);
    if (pcen != null) {
      text.define("KS_RISE", pcen.rise());
      text.define("KS_FALL", pcen.fall());
      text.define("KS_STRENGTH", pcen.strength());
    }
  }

  private void encoder() {
    text.line("").line("/* Encoder: 0 direct, 1 step-forward, 2 residual. */");
    IntegerEncoder encoder = model.encoder();
    if (encoder instanceof IntegerEncoder.Residual residual) {
      text.define("KS_ENCODER", 2);
      steps(residual.coarseSteps(), residual.fineSteps());
    } else if (encoder instanceof IntegerEncoder.StepForward forward) {
      text.define("KS_ENCODER", 1);
      steps(forward.coarseSteps(), forward.coarseSteps());
    } else {
      text.define("KS_ENCODER", 0);
      text.define("KS_STEPS_PER_BAND", 0);
    }
    text.define("KS_MOST_INPUT", encoder instanceof IntegerEncoder.Direct ? 255 : 1);
  }

  private void steps(IntegerVector coarse, IntegerVector fine) {
    boolean one = Uniform.is(coarse) && Uniform.is(fine);
    text.define("KS_STEPS_PER_BAND", one ? 0 : 1);
    if (one) {
      text.define("KS_COARSE_STEP", coarse.get(0));
      text.define("KS_FINE_STEP", fine.get(0));
    }
  }

  private void network() {
    text.line("").line("/* Network. */");
    text.define("KS_LAYERS", layers.size());
    text.define("KS_STEPS", model.timeSteps());
    text.define("KS_WEIGHT_BITS", model.weightBits());
    text.define("KS_MEMBRANE_MAX", model.membraneMax());
    text.define("KS_NEURONS", neurons().sum());
    has("KS_RECURRENT", layers.stream().anyMatch(layer -> layer.recurrent().isPresent()));
    has("KS_ADAPTIVE", layers.stream().anyMatch(layer -> layer.adaptation().isPresent()));
    has("KS_THRESHOLDS", layers.stream().anyMatch(layer -> !Uniform.is(layer.threshold())));
    has(
        "KS_CODES",
        layers.stream().anyMatch(layer -> !(layer.code() instanceof IntegerCode.Spikes)));
    has("KS_ZEROS", layers.stream().anyMatch(layer -> layer.code().resetsToZero()));
    DelayPlaces delays = DelayPlaces.of(model);
    has("KS_DELAYS", delays.words() > 0);
    if (delays.words() > 0) {
      text.define("KS_DUE_WORDS", delays.words());
    }
    int channels = model.channels();
    boolean delayed = delays.words() > 0;
    text.define("KS_MOST_INPUTS", most(neurons(), channels, readout.hidden()));
    text.define("KS_MOST_ACTIVE", most(neurons(), active(channels, delayed)));
    text.define("KS_MOST_ROWS", most(neurons(), readout.hidden(), readout.classes()));
    text.define("KS_MOST_READ", Math.max(readout.inputs(), readout.hidden()));
  }

  /** Both signs of a phase exclude each other, unless they come at different times. */
  private int active(int channels, boolean delayed) {
    return delayed || model.encoder() instanceof IntegerEncoder.Direct ? channels : channels / 2;
  }

  private void outputs() {
    int largest = layers.get(layers.size() - 1).code().largest() * model.timeSteps();
    long count = (long) readout.frames() * largest;
    text.line("").line("/* Window and readout. */");
    text.define("KS_WINDOW_FRAMES", readout.frames());
    text.define("KS_BLOCKS", readout.frames() / SpikeWindow.PERIOD);
    text.define("KS_LAST_NEURONS", readout.inputs());
    text.define("KS_MOST_OUTPUT", largest);
    text.define("KS_MOST_COUNT", count);
    text.define("KS_COUNT_BYTES", (Long.SIZE - Long.numberOfLeadingZeros(count) + 7) / 8);
    text.define("KS_HIDDEN", readout.hidden());
    text.define("KS_HIDDEN_SHIFT", readout.hiddenShift());
    text.define("KS_CLASSES", readout.classes());
  }

  private void detector() {
    IntegerDetectorSettings detector = image.detector().orElseThrow();
    text.line("").line("/* Detector. */");
    text.define("KS_LOGIT_SHIFT", readout.logitFraction() + 6);
    text.define("KS_SMOOTHING", detector.smoothing());
    text.define("KS_REFRACTORY_FRAMES", detector.refractoryFrames());
  }

  private IntStream neurons() {
    return layers.stream().mapToInt(IntegerLayer::neurons);
  }

  private static int most(IntStream sizes, Integer... others) {
    return IntStream.concat(sizes, Stream.of(others).mapToInt(other -> other)).max().orElseThrow();
  }

  private void has(String name, boolean there) {
    text.define(name, there ? 1 : 0);
  }
}
