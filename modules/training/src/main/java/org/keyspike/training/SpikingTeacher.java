package org.keyspike.training;

import org.keyspike.datasets.features.BandSelection;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Checkpoint;

/** A teacher that is a spiking network of ours, of any size, computed by an engine. */
public final class SpikingTeacher implements Teacher {
  private final GradientEngine engine;
  private final Checkpoint network;
  private final BandSelection bands;

  /**
   * @param engine that stays open as long as it teaches
   * @param network whose own bands are chosen from the batches
   */
  public SpikingTeacher(GradientEngine engine, Checkpoint network) {
    this.engine = engine;
    this.network = network;
    this.bands = NetworkInput.by(network);
  }

  @Override
  public String identity() {
    return StateKey.of(network.spec() + "\n" + network.kept(), network.parameters());
  }

  @Override
  public float[] logits(Batch batch) {
    return engine
        .forward(
            network.spec(), network.parameters(), bands.of(batch), GradientEngine.Detail.LOGITS)
        .logits();
  }
}
