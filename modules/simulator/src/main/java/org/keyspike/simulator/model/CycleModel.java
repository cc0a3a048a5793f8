package org.keyspike.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Trace;
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
   * a network of TS steps is fairly compared with: activations of ⌈log2(TS + 1)⌉ = TS bits, none of
   * them skipped, both bits added at once as the two steps are; no membranes, and each neuron
   * updated once a frame. The encoder stays, its channels have one bit.
   */
  public List<FrameCounts> dense(int frames) {
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
