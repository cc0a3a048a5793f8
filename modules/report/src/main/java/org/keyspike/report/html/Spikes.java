package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.report.RasterPlot;

/** The spikes of one clip. */
public final class Spikes {
  /** Of the section. */
  public static final String ID = "spikes";

  /** Of the section. */
  public static final String TITLE = "Spikes of a clip";

  private Spikes() {}

  /**
   * The section.
   *
   * @param what which clip, a sentence
   * @param features (T, C)
   * @param frames T
   * @param panels of the encoder and the layers, from the top
   */
  public static Section of(
      String what, float[] features, int frames, List<RasterPlot.Panel> panels) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(what));
    blocks.add(
        new Block.Figure(
            RasterPlot.draw(ID + "-raster", features, frames, panels),
            "Top: the log-mel image, the stronger the louder, with the encoder's spikes over it; they should follow the"
                + " edges of the sound and leave silence alone. Beneath: each layer's spikes. A row that is always"
                + " full or always empty is a neuron that says nothing."));
    return new Section(ID, TITLE, blocks);
  }
}
