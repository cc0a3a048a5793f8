package org.keyspike.cli.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.datasets.Batch;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.network.EncoderSpec;
import org.keyspike.report.Labels;
import org.keyspike.report.RasterPlot;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;

/** Spikes of single clips of the validation part: the first of each class. */
final class Rasters {
  private static final List<String> CHANNELS =
      List.of("coarse + (left)", "coarse − (left)", "fine + (right)", "fine − (right)");
  private static final int ENCODER_MARKER = 4;

  /** Frames that a phase's spikes lie aside, so that those of the other are seen. */
  private static final double ASIDE = 0.23;

  private static final int LAYER_MARKER = 3;
  private static final String TIME = "time (frames of 10 ms)";

  private final Subject subject;
  private final LabelledFeatures part;

  Rasters(Subject subject) {
    this.subject = subject;
    part = subject.validation();
  }

  /**
   * Draws them; frame-wise, where a clip has many classes, the first clip alone.
   *
   * @return the names of the files
   */
  List<String> draw() throws IOException {
    List<String> files = new ArrayList<>();
    if (part.frameWise()) {
      files.add("raster-first-clip.png");
      draw(0, "first clip", files.get(0));
      return files;
    }
    boolean[] drawn = new boolean[subject.classes().size()];
    for (int clip = 0; clip < part.size(); clip++) {
      int label = part.labels(clip)[0];
      if (!drawn[label]) {
        drawn[label] = true;
        String name = subject.classes().get(label);
        // Class names such as _silence_ are file names; what is not becomes one.
        String file = "raster-" + name.replaceAll("[^A-Za-z0-9_-]", "_") + ".png";
        draw(clip, "“" + name + "”", file);
        files.add(file);
      }
    }
    return files;
  }

  private void draw(int clip, String what, String file) throws IOException {
    int frames = part.frames(clip);
    float[] features = new float[frames * part.bands()];
    part.read(clip, features, 0);
    Batch batch =
        new Batch(
            1,
            frames,
            part.bands(),
            features,
            new int[] {frames},
            part.labels(clip),
            part.frameWise());
    Activity activity =
        subject
            .engine()
            .forward(subject.spec(), subject.parameters(), batch, GradientEngine.Detail.SPIKES);
    List<RasterPlot.Panel> panels = new ArrayList<>();
    panels.add(encoder(activity, frames, what + ", " + part.name(clip)));
    for (int l = 0; l < subject.spec().layers().size(); l++) {
      panels.add(layer(activity.spikes().get(l), l));
    }
    RasterPlot.write(subject.file(file), features, frames, panels);
  }

  private RasterPlot.Panel encoder(Activity activity, int frames, String what) {
    List<RasterPlot.Spikes> kinds = new ArrayList<>();
    int bands = subject.bands();
    boolean encoded = !(subject.spec().encoder() instanceof EncoderSpec.Direct);
    for (int kind = 0; encoded && kind * bands < subject.spec().channels(); kind++) {
      Points points = new Points();
      for (int t = 0; t < frames; t++) {
        for (int c = 0; c < bands; c++) {
          if (activity.encoderSpikes()[t * subject.spec().channels() + kind * bands + c] != 0) {
            points.add(t + (kind < 2 ? -ASIDE : ASIDE), c);
          }
        }
      }
      kinds.add(points.spikes(CHANNELS.get(kind)));
    }
    return new RasterPlot.Panel(
        new Labels(
            (encoded ? "Encoder spikes over the log-mel image of " : "Log-mel image of ") + what,
            TIME,
            "band"),
        bands,
        kinds,
        ENCODER_MARKER);
  }

  private RasterPlot.Panel layer(float[] spikes, int index) {
    int neurons = subject.spec().layers().get(index).neurons();
    int steps = subject.spec().timeSteps();
    Points points = new Points();
    for (int i = 0; i < spikes.length; i++) {
      if (spikes[i] != 0) {
        // The time steps of a frame share its width.
        points.add((i / neurons + 0.5) / steps - 0.5, i % neurons);
      }
    }
    String name = "layer " + (index + 1);
    return new RasterPlot.Panel(
        new Labels(
            Findings.text(
                "Layer %d: %.1f %% of neurons spike in a time step",
                index + 1, 100.0 * points.count / spikes.length),
            TIME,
            "neuron"),
        neurons,
        List.of(points.spikes(name)),
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
