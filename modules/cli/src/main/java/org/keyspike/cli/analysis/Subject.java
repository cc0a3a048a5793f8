package org.keyspike.cli.analysis;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.cli.recipe.Recipe;
import org.keyspike.cli.run.Features;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.datasets.Split;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Heard;

/**
 * What is analysed.
 *
 * @param checkpoint the trained network
 * @param recipe of its run
 * @param features of its run
 * @param engine that computes it
 * @param folder for tables and plots
 */
public record Subject(
    Checkpoint checkpoint, Recipe recipe, Features features, GradientEngine engine, Path folder) {
  NetworkSpec spec() {
    return checkpoint.spec();
  }

  Parameters parameters() {
    return checkpoint.parameters();
  }

  List<String> classes() {
    return checkpoint.classes();
  }

  int bands() {
    return spec().features().bands();
  }

  LabelledFeatures training() {
    return Heard.by(checkpoint).of(features.part(Split.TRAIN));
  }

  LabelledFeatures validation() {
    return Heard.by(checkpoint).of(features.part(Split.VALIDATION));
  }

  Path file(String name) {
    return folder.resolve(name);
  }
}
