package org.keyspike.analysis;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.NetworkInput;

/**
 * The input of an analysis: a trained network with its data and engine.
 *
 * @param checkpoint the trained network
 * @param recipe of its run
 * @param features of its run
 * @param engine that computes it
 * @param folder for tables and plots
 */
public record AnalysisInput(
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
    return NetworkInput.by(checkpoint).of(features.part(Split.TRAIN));
  }

  LabelledFeatures validation() {
    return NetworkInput.by(checkpoint).of(features.part(Split.VALIDATION));
  }

  Path file(String name) {
    return folder.resolve(name);
  }
}
