package org.keyspike.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.Trace;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.machine.Counter;
import org.keyspike.simulator.machine.Loader;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.UnprunedImage;

/**
 * The analytical timing model: what every frame costs, from the spikes, by formulas ({@code
 * Timeline}): no machine is stepped. It says the same as {@link Machine}, count for count, which
 * tests hold.
 */
public final class CycleModel {
  /** The zeros of a rectifier whose input is as often below 0 as above. */
  public static final double HALF = 0.5;

  private final NetworkCycleModel network;
  private final List<int[]> places;

  /** For an image on a machine. */
  public CycleModel(WeightImage image, Architecture architecture) {
    WeightImage loaded = Loader.load(image, architecture);
    boolean restored = loaded.kept().size() < image.kept().size();
    places = UnprunedImage.places(restored ? image : image.withKept(List.of()));
    network = NetworkCycleModel.of(loaded, architecture);
  }

  /**
   * What the frames of a clip cost; a keyword readout decides after the last one.
   *
   * @param features (T, C) unsigned bytes
   * @param trace what the network says to them
   */
  public List<FrameCounts> frames(byte[] features, Trace trace) {
    return frames(new TraceActivations(network.model(), places, features, trace), trace.frames());
  }

  /**
   * What the frames of a clip cost a quantized network of the same shape on the same machine, which
   * a network of TS steps is fairly compared with: the same encoder and its spikes; activations of
   * ⌈log2(TS + 1)⌉ = TS bits, both bits added at once as the two steps are, or one after the other
   * on a machine that takes one step at a time, also where a layer of ours fires another code than
   * spikes, a share of them 0 and skipped where the machine skips; the same delays; no membranes,
   * no adaptation, and each neuron updated once a frame. Of a state space it is the one that {@code
   * StateSpaceTwin} draws. It is a count and not a trained network.
   *
   * @param features (T, C) unsigned bytes
   * @param trace what the spiking network says to them
   * @param zeros share of the activations of the layers that are 0, 0 to 1; {@link #HALF} where
   *     nothing is known
   */
  public List<FrameCounts> twin(byte[] features, Trace trace, double zeros) {
    if (network.model() instanceof StateSpaceModel space) {
      Trace twin = StateSpaceTwin.of(space, trace, zeros);
      return frames(new TraceActivations(network.model(), places, features, twin), trace.frames());
    }
    return frames(
        TwinActivations.of(new TraceActivations(network.model(), places, features, trace), zeros),
        trace.frames());
  }

  /**
   * What frames cost if nothing in them were 0: every channel of the encoder, every bit of every
   * activation of {@linkplain #twin such a network}. An upper bound, which no network reaches.
   *
   * @throws SpecException if it has a state space
   */
  public List<FrameCounts> dense(int frames) {
    network.model().layers();
    return frames(new DenseActivations(network.model()), frames);
  }

  private List<FrameCounts> frames(Activations active, int count) {
    Counter counter = new Counter(network.stages());
    Timeline timeline = new Timeline(network.architecture(), counter);
    List<FrameCounts> frames = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      counter.clear();
      new FrameCycleModel(network, active, t, counter, timeline).run(t == count - 1);
      frames.add(counter.frame());
    }
    return frames;
  }
}
