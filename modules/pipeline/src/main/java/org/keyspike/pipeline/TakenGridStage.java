package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoint on the integer grid of another run → the same here, where it is to be adapted. It
 * stands in the ledger in the place of the quantization that would have made it.
 *
 * @param from the other run
 */
record TakenGridStage(Run run, RunFolder from) implements Stage {
  @Override
  public String name() {
    return QuantizeStage.NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    return new QuantizeStage(run).inputs();
  }

  @Override
  public List<Path> outputs() {
    return new QuantizeStage(run).outputs();
  }

  /** Whether the other run has one, made from what this run has before the grid. */
  boolean possible() throws IOException {
    return entry().isPresent();
  }

  @Override
  public String perform() throws IOException {
    String made = RunFolder.onGrid(entry(inputs()).isPresent());
    StageCopy.copy(from.checkpoint(made), run.folder().checkpoint(RunFolder.UNADAPTED));
    StageCopy.copy(from.validation(made), run.folder().validation(RunFolder.UNADAPTED));
    StageCopy.copy(from.quantizationReport(), run.folder().quantizationReport());
    return "taken from " + from.path() + ": " + entry().orElseThrow().summary();
  }

  /** The other run's, of an adapted one that before it was adapted. */
  private Optional<StageLedger.Entry> entry() throws IOException {
    Optional<StageLedger.Entry> adapted = entry(inputs());
    return adapted.isPresent() ? adapted : entry(new QuantizeStage(run).unadapted());
  }

  private Optional<StageLedger.Entry> entry(List<String> inputs) throws IOException {
    return StageLedger.open(from).valid(name(), Pipeline.key(name(), inputs));
  }
}
