package org.keyspike.analysis.study;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.model.CycleModel;
import org.keyspike.verification.Clips;

/**
 * Clips, and what a network says to them: all that counts depend on.
 *
 * @param image of the network
 * @param features (T, C) of each clip
 * @param traces of each clip
 */
public record Workload(WeightImage image, List<byte[]> features, List<Trace> traces) {

  /**
   * Runs the integer network over clips spread evenly over a part.
   *
   * @param most clips
   */
  public static Workload of(WeightImage image, LabelledFeatures clips, int most) {
    IntegerNetwork network = new IntegerNetwork(image.model());
    int count = Math.min(most, clips.size());
    List<byte[]> features = new ArrayList<>();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int clip = (int) ((long) i * clips.size() / count);
      features.add(Clips.quantized(clips, clip));
      traces.add(Trace.of(network, features.get(i)));
    }
    return new Workload(image, features, traces);
  }

  /** The same clips and spikes, with the network packed otherwise. */
  Workload with(WeightImage packed) {
    return new Workload(packed, features, traces);
  }

  /** What they cost on a machine. */
  public Counts counts(Architecture machine) {
    CycleModel model = new CycleModel(image, machine);
    Counts counts = Counts.ZERO;
    for (int clip = 0; clip < traces.size(); clip++) {
      for (FrameCounts frame : model.frames(features.get(clip), traces.get(clip))) {
        counts = counts.plus(frame);
      }
    }
    return counts;
  }
}
