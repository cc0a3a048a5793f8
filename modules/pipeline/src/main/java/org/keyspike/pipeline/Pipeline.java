package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.Hashes;
import org.keyspike.io.ProgressListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipeline of stages, done in order, each unless it is done already. */
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final RunFolder folder;
  private final ProgressListener progress;

  Pipeline(RunFolder folder, ProgressListener progress) {
    this.folder = folder;
    this.progress = progress;
  }

  List<CompletedStage> run(List<Stage> stages) throws IOException {
    List<CompletedStage> all = new ArrayList<>();
    StageLedger ledger = StageLedger.open(folder);
    for (Stage stage : stages) {
      String key = key(stage);
      Optional<StageLedger.Entry> done = ledger.valid(stage.name(), key);
      if (done.isPresent()) {
        String summary = done.get().summary();
        say(stage, "unchanged, skipped: " + summary);
        all.add(new CompletedStage(stage, true, summary));
        continue;
      }
      say(stage, "…");
      long began = System.nanoTime();
      String summary = stage.perform();
      Map<String, String> outputs = new LinkedHashMap<>();
      for (Path output : stage.outputs()) {
        outputs.put(
            folder.path().relativize(output).toString().replace('\\', '/'),
            Hashes.sha256Hex(output));
      }
      ledger.done(stage.name(), new StageLedger.Entry(key, outputs, summary));
      double seconds = (System.nanoTime() - began) / 1e9;
      say(stage, String.format(Locale.ROOT, "%s (%.1f s)", summary, seconds));
      all.add(new CompletedStage(stage, false, summary));
    }
    return all;
  }

  /** Whether all stages are done, with the inputs that they have now. */
  boolean finished(List<Stage> stages) throws IOException {
    StageLedger ledger = StageLedger.open(folder);
    for (Stage stage : stages) {
      // The inputs of a stage are the outputs of those before it: they are there if these are.
      if (ledger.valid(stage.name(), key(stage)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static String key(Stage stage) throws IOException {
    return key(stage.name(), stage.inputs());
  }

  /** The key of a stage by what decides its result. */
  static String key(String stage, List<String> inputs) {
    return Hashes.sha256Hex(stage + "\n" + String.join("\n", inputs));
  }

  private void say(Stage stage, String what) {
    LOG.info("{}: {}", stage.name(), what);
    progress.note(String.format("%-9s %s", stage.name(), what));
  }
}
