package org.keyspike.tutorials;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.KeywordTraining;

/** A float network in a dozen lines, without a recipe: an aside of tutorial 1. */
final class TrainingExample {
  private TrainingExample() {}

  /**
   * Trains.
   *
   * @param clips {@code <word>/<speaker>_nohash_<n>.wav}
   * @param home where everything goes
   */
  // begin train
  static Accuracy train(Path clips, Path home) throws IOException {
    Dataset dataset = SpeechCommands.open(clips, WordSelection.allPresent());
    KeywordTraining training =
        KeywordTraining.of(dataset, new FrontEndSettings(20, 10), home.resolve("cache"))
            .withLayers(32, 32)
            .withEpochs(12);
    try (GradientEngine engine = VectorEngine.open(2)) {
      Checkpoint network = training.train(engine, home.resolve("work"));
      network.write(home.resolve("network.safetensors"));
      return training.test(engine, network);
    }
  }
  // end train
}
