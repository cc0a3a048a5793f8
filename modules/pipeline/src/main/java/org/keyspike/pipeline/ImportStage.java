package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.pipeline.recipe.Recipe;

/**
 * A network made elsewhere → float checkpoint. It stands in the ledger in the place of the training
 * that would have made one, so that the stages after it go on from here.
 */
record ImportStage(Run run, ImportedNetwork network) implements Stage {
  /** What an imported network has in its provenance. */
  private static final String IMPORTED = "imported";

  @Override
  public String name() {
    return TrainStage.NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    return new TrainStage(run).inputs();
  }

  @Override
  public List<Path> outputs() {
    return new TrainStage(run).outputs();
  }

  @Override
  public String perform() throws IOException {
    Recipe recipe = run.recipe();
    Features features = run.features();
    List<String> classes = features.dataset().classes();
    LabelledFeatures training = features.part(Split.TRAIN);
    NetworkSpec spec =
        recipe
            .network()
            .spec(
                FeatureSpec.of(recipe.frontend()),
                recipe.encoder(),
                classes.size(),
                training.frameWise() ? 0 : training.maxFrames());
    Map<String, String> provenance =
        new TreeMap<>(
            StageTraining.provenance(
                features,
                recipe.seed(),
                "recipe." + TrainStage.NAME,
                Hashes.sha256Hex(String.join("\n", inputs()))));
    provenance.put(IMPORTED, network.form());
    Checkpoint imported = network.network(spec, classes, provenance);
    String made = new TrainStage(run).made();
    imported.write(run.folder().checkpoint(made));
    String size = imported.parameters().size() + " parameters, imported";
    return recipe.dataset().frameWise() ? size : size + ", " + StageTraining.validate(run, made);
  }

  /**
   * Refuses to train where an imported network lies.
   *
   * @param made the checkpoint that a training would write
   * @throws InputException if one does
   */
  static void requireNone(RunFolder folder, String made) throws IOException {
    if (imported(folder.checkpoint(RunFolder.FLOAT)) || imported(folder.checkpoint(made))) {
      throw new InputException(
          folder.path(),
          "an imported network, and a recipe that would train another in its place",
          "the recipe that it was imported with, or a new folder (--out)");
    }
  }

  private static boolean imported(Path file) throws IOException {
    try {
      return Files.exists(file) && Checkpoint.read(file).provenance().containsKey(IMPORTED);
    } catch (InputException damaged) {
      return false;
    }
  }
}
