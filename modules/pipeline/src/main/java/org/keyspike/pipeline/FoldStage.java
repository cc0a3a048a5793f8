package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.compression.BatchNormFolding;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;

/** Pruned checkpoint → the same without batch norm. */
record FoldStage(Run run) implements Stage {
  static final String NAME = "fold";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(Hashes.sha256Hex(run.folder().checkpoint(RunFolder.PRUNED)));
  }

  @Override
  public List<Path> outputs() {
    return List.of(
        run.folder().checkpoint(RunFolder.FOLDED), run.folder().validation(RunFolder.FOLDED));
  }

  @Override
  public String perform() throws IOException {
    Checkpoint pruned = Checkpoint.read(run.folder().checkpoint(RunFolder.PRUNED));
    Checkpoint folded = BatchNormFolding.fold(pruned);
    folded.write(run.folder().checkpoint(RunFolder.FOLDED));
    return folded.parameters().size()
        + " parameters, "
        + StageTraining.validate(run, RunFolder.FOLDED);
  }
}
