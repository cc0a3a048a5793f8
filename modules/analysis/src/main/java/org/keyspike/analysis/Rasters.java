package org.keyspike.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.EncoderSpec;
import org.keyspike.report.RasterPlot;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;

/** Spikes of single clips of the validation part: the first of each class. */
final class Rasters {
  private final AnalysisInput input;
  private final LabelledFeatures part;

  Rasters(AnalysisInput input) {
    this.input = input;
    part = input.validation();
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
    boolean[] drawn = new boolean[input.classes().size()];
    for (int clip = 0; clip < part.size(); clip++) {
      int label = part.labels(clip)[0];
      if (!drawn[label]) {
        drawn[label] = true;
        String name = input.classes().get(label);
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
        input
            .engine()
            .forward(input.spec(), input.parameters(), batch, GradientEngine.Detail.SPIKES);
    List<RasterPlot.Panel> panels = new ArrayList<>();
    boolean encoded = !(input.spec().encoder() instanceof EncoderSpec.Direct);
    float[] encoder = activity.encoderSpikes();
    panels.add(
        RasterPanels.encoder(
            what + ", " + part.name(clip),
            frames,
            input.bands(),
            encoded ? input.spec().channels() : 0,
            i -> encoder[i] != 0));
    for (int l = 0; l < input.spec().layers().size(); l++) {
      float[] spikes = activity.spikes().get(l);
      panels.add(
          RasterPanels.layer(
              l,
              frames,
              input.spec().timeSteps(),
              input.spec().layers().get(l).neurons(),
              i -> spikes[i] != 0));
    }
    RasterPlot.write(input.file(file), features, frames, panels);
  }
}
