package org.keyspike.integer;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** Small untrained networks on the integer grid, drawn from a seed; half of their bands pruned. */
public final class GridCheckpoints {
  /** Bands that reach the networks; the front end makes twice as many. */
  public static final int BANDS = 6;

  /** Frames of a clip of the keyword network. */
  public static final int FRAMES = 20;

  private GridCheckpoints() {}

  /** A network that answers once a clip: 6 bands, 12 and 10 neurons, 3 classes, two time steps. */
  public static Checkpoint keyword(long seed) {
    return onGrid(new ReadoutSpec.Keyword(8, 3, FRAMES), List.of("go", "stop", "_other"), seed);
  }

  /** The same with an answer for every frame. */
  public static Checkpoint frameWise(long seed) {
    return onGrid(new ReadoutSpec.FrameWise(3), List.of("a", "b", "c"), seed);
  }

  /** The float network of the first. */
  public static Checkpoint real(long seed) {
    Checkpoint onGrid = keyword(seed);
    return onGrid.with(onGrid.spec().withFormat(null), onGrid.parameters());
  }

  private static Checkpoint onGrid(ReadoutSpec readout, List<String> classes, long seed) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.BOXCAR);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(BANDS, 100),
            new EncoderSpec.Residual(false),
            List.of(
                new LayerSpec(12, new RecurrentLif(), surrogate, false, true, 0),
                new LayerSpec(10, new RecurrentAdaptiveLif(), surrogate, false, true, 0)),
            readout,
            2,
            null);
    Parameters parameters = Initializer.draw(spec, 0.3, seed);
    KeptIndices kept =
        new KeptIndices(
            KeptIndices.BANDS,
            2 * BANDS,
            IntStream.range(0, BANDS).map(c -> 2 * c + 1).boxed().toList());
    NetworkSpec onGrid = spec.withFormat(FormatChooser.choose(spec, parameters, 4, 16, 8, 4));
    return new Checkpoint(
        onGrid,
        classes,
        Quantizer.onGrid(onGrid, parameters),
        Map.of("seed", Long.toString(seed)),
        List.of(kept));
  }
}
