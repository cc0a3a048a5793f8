package org.keyspike.compression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.PotentialRange;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.integer.ScaleChooser;
import org.keyspike.integer.StateSpaceRanges;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.NetworkInput;

/**
 * Puts a folded float network on an integer grid: runs some training clips, notes the largest
 * potential and hidden value, and chooses a number format that holds them with room to learn.
 */
public final class GridPreparation {
  /** Clips that are run, evenly spread. */
  private static final int CLIPS = 100;

  /** How far beyond what was seen the format must reach, because fine-tuning moves weights. */
  private static final float HEADROOM = 1.5f;

  /** Batches that scales are learned from, evenly spread. */
  private static final int BATCHES = 8;

  private static final int BATCH = 64;

  private GridPreparation() {}

  /**
   * The same network with a number format and its parameters clipped to the format's range.
   *
   * @param training the clips to measure on, with all bands of the front end
   * @param engine what computes the loss, where scales are learned from it
   * @throws org.keyspike.network.SpecException if no format can hold the network, or the settings
   *     are not those that a state space can have
   */
  public static Checkpoint prepare(
      Checkpoint folded,
      LabelledFeatures training,
      QuantizationSettings settings,
      GradientEngine engine) {
    LabelledFeatures features = NetworkInput.by(folded).of(training);
    if (folded.spec().stateSpace() != null) {
      return clipped(withFormat(folded, features, settings));
    }
    ReferenceNetwork network = new ReferenceNetwork(folded.spec(), folded.parameters());
    boolean keyword = folded.spec().readout() instanceof ReadoutSpec.Keyword;
    NetworkMoments moments = new NetworkMoments(folded.spec());
    PotentialRange potentials = new PotentialRange(0, 0);
    float largestHidden = 0;
    int stride = Math.max(1, features.size() / CLIPS);
    for (int clip = 0; clip < features.size(); clip += stride) {
      potentials = potentials.and(run(network, features, clip, moments));
      if (keyword) {
        for (float hidden : network.hidden()) {
          largestHidden = Math.max(largestHidden, hidden);
        }
      }
    }
    NumberFormat format =
        FormatChooser.choose(
            folded.spec(),
            folded.parameters(),
            settings.weightBits(),
            settings.membraneBits(),
            potentials.times(HEADROOM),
            HEADROOM * largestHidden);
    Checkpoint scaled = folded;
    if (settings.scalePer() == ScalePer.NEURON) {
      ScaleChooser.Scaled chosen =
          ScaleChooser.choose(
              folded.spec(),
              folded.parameters(),
              format,
              moments.layers(HEADROOM),
              moments.readout(HEADROOM));
      format = chosen.spec().format();
      scaled = folded.with(chosen.spec(), chosen.parameters());
    }
    if (settings.scales() == Scales.LOSS) {
      format = new ScaleSearch(engine, scaled, batches(features)).from(format);
    }
    return clipped(scaled.with(folded.spec().withFormat(format), scaled.parameters()));
  }

  /**
   * Refuses settings that a network cannot be quantized with, before anybody trains it.
   *
   * @throws SpecException naming the one that a state space cannot have
   */
  public static void requirePossible(QuantizationSettings settings, NetworkSpec spec) {
    if (spec.stateSpace() != null) {
      requireOfMatrices(settings);
    }
  }

  /** A network with a state space, in units that hold what its stream and blocks were seen at. */
  private static Checkpoint withFormat(
      Checkpoint folded, LabelledFeatures features, QuantizationSettings settings) {
    requirePossible(settings, folded.spec());
    ReferenceNetwork network = new ReferenceNetwork(folded.spec(), folded.parameters());
    boolean keyword = folded.spec().readout() instanceof ReadoutSpec.Keyword;
    float[] rows = new float[folded.spec().layers().size()];
    float[] largest = new float[2];
    int stride = Math.max(1, features.size() / CLIPS);
    for (int clip = 0; clip < features.size(); clip += stride) {
      play(
          network,
          features,
          clip,
          () -> {
            largest[0] = Math.max(largest[0], network.largestStream());
            for (int l = 0; l < rows.length; l++) {
              rows[l] = Math.max(rows[l], network.largestRows().get(l));
            }
          });
      for (float hidden : keyword ? network.hidden() : new float[0]) {
        largest[1] = Math.max(largest[1], hidden);
      }
    }
    List<Float> roomy = new ArrayList<>();
    for (float row : rows) {
      roomy.add(HEADROOM * row);
    }
    StateSpaceRanges ranges =
        new StateSpaceRanges(HEADROOM * largest[0], roomy, HEADROOM * largest[1]);
    NumberFormat format =
        FormatChooser.choose(folded.spec(), folded.parameters(), settings.weightBits(), ranges);
    return folded.with(folded.spec().withFormat(format), folded.parameters());
  }

  private static void requireOfMatrices(QuantizationSettings settings) {
    require(settings.membraneBits() == 16, "membraneBits", settings.membraneBits(), "16");
    require(settings.scales() == Scales.ERROR, "scales", "loss", "error");
    require(settings.scalePer() == ScalePer.MATRIX, "scalePer", "neuron", "matrix");
  }

  private static void require(boolean right, String key, Object found, String expected) {
    if (!right) {
      throw new SpecException(
          "compression.quantization." + key, found + " with network.backbone ssm", expected);
    }
  }

  /** With what is outside the grid's range clipped, but for weights that α may still bring back. */
  private static Checkpoint clipped(Checkpoint network) {
    Parameters parameters = network.parameters().copy();
    Quantizer.clipToGrid(network.spec(), parameters);
    for (int l = 0; l < network.spec().layers().size(); l++) {
      for (String name : RowScales.matrices(network.spec(), l)) {
        if (network.spec().scaled(l)) {
          parameters = parameters.with(name, network.parameters().get(name));
        }
      }
    }
    return network.with(parameters);
  }

  private static List<Batch> batches(LabelledFeatures features) {
    List<Batch> batches = new ArrayList<>();
    int every = Math.max(1, features.size() / BATCH / BATCHES);
    int index = 0;
    for (Batch batch : Batches.inOrder(features, BATCH)) {
      if (index++ % every == 0 && batches.size() < BATCHES) {
        batches.add(batch);
      }
    }
    return batches;
  }

  /** Runs a clip from zero state and returns what its potentials were. */
  private static PotentialRange run(
      ReferenceNetwork network, LabelledFeatures features, int clip, NetworkMoments moments) {
    PotentialRange[] seen = {new PotentialRange(0, 0)};
    play(
        network,
        features,
        clip,
        () -> {
          seen[0] =
              seen[0].and(
                  new PotentialRange(network.largestPotential(), network.highestPotential()));
          moments.frame(network);
        });
    moments.clip(network);
    return seen[0];
  }

  /** Runs a clip from zero state and looks at the network after every frame. */
  private static void play(
      ReferenceNetwork network, LabelledFeatures features, int clip, Runnable afterFrame) {
    int bands = features.bands();
    float[] values = new float[features.frames(clip) * bands];
    features.read(clip, values, 0);
    network.reset();
    for (int t = 0; t < features.frames(clip); t++) {
      network.step(Arrays.copyOfRange(values, t * bands, (t + 1) * bands));
      afterFrame.run();
    }
  }
}
