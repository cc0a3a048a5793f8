package org.keyspike.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.keyspike.report.Labels;
import org.keyspike.report.RasterPlot;
import org.keyspike.report.html.NumberText;

/** The panels of a raster: spikes by where they lie in the arrays that they come in. */
public final class RasterPanels {
  private static final List<String> CHANNELS =
      List.of("coarse + (left)", "coarse − (left)", "fine + (right)", "fine − (right)");
  private static final int ENCODER_MARKER = 4;

  /** Frames that a phase's spikes lie aside, so that those of the other are seen. */
  private static final double ASIDE = 0.23;

  private static final int LAYER_MARKER = 3;
  private static final String TIME = "time (frames of 10 ms)";

  private RasterPanels() {}

  /**
   * The encoder's.
   *
   * @param what which clip
   * @param frames T
   * @param bands C
   * @param channels 4C, 2C, or 0 without an encoder
   * @param spikes whether there is one at an index of (T, channels)
   */
  public static RasterPlot.Panel encoder(
      String what, int frames, int bands, int channels, IntPredicate spikes) {
    List<RasterPlot.Spikes> kinds = new ArrayList<>();
    for (int kind = 0; kind * bands < channels; kind++) {
      Points points = new Points();
      for (int t = 0; t < frames; t++) {
        for (int c = 0; c < bands; c++) {
          if (spikes.test(t * channels + kind * bands + c)) {
            points.add(t + (kind < 2 ? -ASIDE : ASIDE), c);
          }
        }
      }
      kinds.add(points.spikes(CHANNELS.get(kind)));
    }
    return new RasterPlot.Panel(
        new Labels(
            (channels > 0 ? "Encoder spikes over the log-mel image of " : "Log-mel image of ")
                + what,
            TIME,
            "band"),
        bands,
        kinds,
        ENCODER_MARKER);
  }

  /**
   * A layer's.
   *
   * @param index of the layer, from 0
   * @param frames T
   * @param steps TS
   * @param neurons N
   * @param spikes whether there is one at an index of (T, TS, N)
   */
  public static RasterPlot.Panel layer(
      int index, int frames, int steps, int neurons, IntPredicate spikes) {
    Points points = new Points();
    int all = frames * steps * neurons;
    for (int i = 0; i < all; i++) {
      if (spikes.test(i)) {
        // The time steps of a frame share its width.
        points.add((i / neurons + 0.5) / steps - 0.5, i % neurons);
      }
    }
    return new RasterPlot.Panel(
        new Labels(
            NumberText.text(
                "Layer %d: %.1f %% of neurons spike in a time step",
                index + 1, 100.0 * points.count / all),
            TIME,
            "neuron of layer " + (index + 1)),
        neurons,
        List.of(points.spikes("layer " + (index + 1))),
        LAYER_MARKER);
  }

  /** Points as they are found. */
  private static final class Points {
    private double[] frames = new double[256];
    private double[] rows = new double[256];
    private int count;

    void add(double frame, double row) {
      if (count == frames.length) {
        frames = Arrays.copyOf(frames, 2 * count);
        rows = Arrays.copyOf(rows, 2 * count);
      }
      frames[count] = frame;
      rows[count++] = row;
    }

    RasterPlot.Spikes spikes(String name) {
      return new RasterPlot.Spikes(name, Arrays.copyOf(frames, count), Arrays.copyOf(rows, count));
    }
  }
}
