package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.DelayLine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.Population;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.StateSpaceNames;

/**
 * The work that the events of a state space make in its matrices: the encoder's spikes in the
 * embedding, u in the first map of each block, y′ in the second, E in the readout. A graded event
 * is one operation a weight for each of its bits that is set, any other one is one. What states
 * take and give is no work of matrices.
 */
final class StateSpaceTally implements WorkTally {
  private final NetworkSpec spec;
  private final Parameters parameters;
  private final long[] encoder;
  private final int[] late;
  private final List<long[]> events = new ArrayList<>();
  private long frames;

  StateSpaceTally(NetworkSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    encoder = new long[spec.encoder() instanceof EncoderSpec.Direct ? 0 : spec.channels()];
    late =
        spec.layers().get(0).delayed()
            ? DelayLine.whole(parameters.data(StateSpaceNames.DELAY))
            : new int[spec.channels()];
    for (Population population : spec.populations()) {
      events.add(new long[population.neurons()]);
    }
  }

  @Override
  public void add(
      int clip, int padded, int length, int[] labels, float[] encoderSpikes, List<float[]> spikes) {
    for (int t = 0; t < length; t++) {
      int frame = clip * padded + t;
      for (int j = 0; j < encoder.length; j++) {
        boolean arrives = late[j] < length - t;
        encoder[j] += arrives && encoderSpikes[frame * encoder.length + j] != 0 ? 1 : 0;
      }
      for (int p = 0; p < events.size(); p++) {
        long[] sum = events.get(p);
        OutputCode code = spec.populations().get(p).code();
        for (int n = 0; n < sum.length; n++) {
          sum[n] += work(code, spikes.get(p)[frame * sum.length + n]);
        }
      }
    }
    frames += length;
  }

  private static int work(OutputCode code, float output) {
    if (output == 0) {
      return 0;
    }
    return code instanceof OutputCode.Graded graded
        ? Integer.bitCount(Math.round(output / graded.unit()))
        : 1;
  }

  @Override
  public List<Connection> connections() {
    List<Connection> all = new ArrayList<>();
    if (encoder.length > 0) {
      all.add(connection(Names.weight(StateSpaceNames.EMBEDDING), encoder, 1));
    }
    OutputCode code = spec.layers().get(0).code();
    int most = code instanceof OutputCode.Graded graded ? graded.bits() : 1;
    int blocks = spec.layers().size();
    for (int l = 0; l < blocks; l++) {
      all.add(
          connection(
              Names.weight(StateSpaceNames.in(l)), events.get(StateSpaceNames.PLACES * l), most));
      all.add(
          connection(
              Names.weight(StateSpaceNames.out(l)),
              events.get(StateSpaceNames.PLACES * l + StateSpaceNames.PLACES - 1),
              most));
    }
    boolean keyword = spec.readout() instanceof ReadoutSpec.Keyword;
    String first = keyword ? Names.HIDDEN_WEIGHT : Names.OUTPUT_WEIGHT;
    all.add(connection(first, events.get(StateSpaceNames.PLACES * blocks), most));
    return all;
  }

  /**
   * @param most operations of an input and a weight
   */
  private Connection connection(String name, long[] inputs, int most) {
    return Connection.of(name, parameters.data(name), inputs, 1, most, frames);
  }
}
