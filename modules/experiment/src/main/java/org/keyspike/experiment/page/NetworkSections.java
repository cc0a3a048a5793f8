package org.keyspike.experiment.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.analysis.RasterPanels;
import org.keyspike.evaluation.Decision;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Trace;
import org.keyspike.network.NumberFormat;
import org.keyspike.report.RasterPlot;
import org.keyspike.report.html.Block;
import org.keyspike.report.html.Histograms;
import org.keyspike.report.html.Section;
import org.keyspike.report.html.Spikes;

/** Image and known answers → raster, weights and rates. */
final class NetworkSections {
  private static final float UNIT = 1f / (1 << NumberFormat.FEATURE_FRACTION);
  private static final String NONE =
      "There are no known answers to an image in this folder (answers.kska)";

  private NetworkSections() {}

  static Section raster(RunContents contents) {
    if (contents.answers() == null || contents.answers().clips().isEmpty()) {
      return Section.leftOut(Spikes.ID, Spikes.TITLE, NONE + ".", spikes(contents));
    }
    KnownAnswers.Clip clip = contents.answers().clips().get(0);
    Trace trace = clip.trace();
    WeightImage image = contents.image();
    int bands = image.features().bands();
    float[] features = new float[clip.features().length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (clip.features()[i] & 0xff) * UNIT;
    }
    List<RasterPlot.Panel> panels = new ArrayList<>();
    panels.add(
        RasterPanels.encoder(
            "a clip",
            trace.frames(),
            bands,
            trace.encoderSpikes().length / trace.frames(),
            i -> trace.encoderSpikes()[i] != 0));
    for (int l = 0; l < trace.spikes().size(); l++) {
      byte[] spikes = trace.spikes().get(l);
      panels.add(
          RasterPanels.layer(
              l, trace.frames(), trace.timeSteps(), trace.neurons(l), i -> spikes[i] != 0));
    }
    return Spikes.of(
        "The first of the image's known answers, a clip of the validation part"
            + predicted(trace, image)
            + ". These are the spikes of the integers in the image.",
        features,
        trace.frames(),
        panels);
  }

  private static String predicted(Trace trace, WeightImage image) {
    if (trace.frameWise()) {
      return "";
    }
    String predicted = image.classes().get(Decision.of(trace.logits()));
    return ", which the image predicts as “" + predicted + "”";
  }

  static Section histograms(RunContents contents) {
    if (contents.image() == null) {
      return Section.leftOut(
          Histograms.ID,
          Histograms.TITLE,
          "There is no weight image in this folder (" + WeightImage.FILE_NAME + ").",
          export(contents));
    }
    List<Block> blocks =
        new ArrayList<>(
            Histograms.weights(contents.image().weightBits(), matrices(contents.image())));
    if (contents.answers() == null || contents.answers().clips().isEmpty()) {
      blocks.add(new Block.LeftOut(NONE + " to take rates from.", spikes(contents)));
    } else {
      blocks.addAll(
          Histograms.rates(
              contents.answers().clips().size()
                  + " clips of the validation part, the known answers",
              rates(contents.image(), contents.answers())));
    }
    // Plots side by side, then tables.
    blocks.sort(Comparator.comparing(block -> !(block instanceof Block.Figure)));
    return new Section(Histograms.ID, Histograms.TITLE, blocks);
  }

  /**
   * Exporting anew could change an image that is there: analyse shows the same of its checkpoint.
   */
  private static String spikes(RunContents contents) {
    return contents.image() == null
        ? export(contents)
        : "scripts/keyspike analyse " + contents.place() + " --stage quantized";
  }

  private static String export(RunContents contents) {
    return "scripts/keyspike export " + contents.place();
  }

  private static Map<String, byte[]> matrices(WeightImage image) {
    Map<String, byte[]> matrices = new LinkedHashMap<>();
    if (image.stateSpace().isPresent()) {
      return stateSpace(image);
    }
    for (int l = 0; l < image.layers().size(); l++) {
      LayerImage layer = image.layers().get(l);
      matrices.put("layer " + (l + 1) + " W", layer.weight().unpack().values());
      if (layer.recurrent().isPresent()) {
        matrices.put("layer " + (l + 1) + " U", layer.recurrent().get().unpack().values());
      }
    }
    readout(image, matrices);
    return matrices;
  }

  private static Map<String, byte[]> stateSpace(WeightImage image) {
    Map<String, byte[]> matrices = new LinkedHashMap<>();
    List<PackedMatrix> maps = image.backbone().matrices();
    matrices.put("embedding", maps.get(0).unpack().values());
    for (int i = 1; i < maps.size(); i++) {
      String map = "block " + (i + 1) / 2 + (i % 2 == 1 ? " in" : " out");
      matrices.put(map, maps.get(i).unpack().values());
    }
    readout(image, matrices);
    return matrices;
  }

  private static void readout(WeightImage image, Map<String, byte[]> matrices) {
    List<PackedMatrix> readout = image.readout().matrices();
    for (int i = 0; i < readout.size(); i++) {
      matrices.put("readout " + (i + 1), readout.get(i).unpack().values());
    }
  }

  private static Map<String, double[]> rates(WeightImage image, KnownAnswers answers) {
    Map<String, double[]> rates = new LinkedHashMap<>();
    int layers = answers.clips().get(0).trace().spikes().size();
    for (int l = 0; l < layers; l++) {
      double[] sums = new double[answers.clips().get(0).trace().neurons(l)];
      long steps = 0;
      for (KnownAnswers.Clip clip : answers.clips()) {
        byte[] spikes = clip.trace().spikes().get(l);
        for (int i = 0; i < spikes.length; i++) {
          sums[i % sums.length] += spikes[i] == 0 ? 0 : 1;
        }
        steps += spikes.length / sums.length;
      }
      for (int n = 0; n < sums.length; n++) {
        sums[n] /= steps;
      }
      rates.put(name(image, l), sums);
    }
    return rates;
  }

  /** A layer by its number, or a place of a state space by its name. */
  private static String name(WeightImage image, int population) {
    return image.stateSpace().isPresent()
        ? image.model().populations().get(population).name()
        : "layer " + (population + 1);
  }
}
