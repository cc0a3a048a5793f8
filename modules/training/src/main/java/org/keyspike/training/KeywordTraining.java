package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.FeatureStore;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;

/**
 * A float network from a data set in a few lines of Java: what the stage {@code train} of a recipe
 * does, with the same numbers. Sound is not varied; a clip has one label.
 *
 * @param dataset what is learned
 * @param frontEnd from sound to features
 * @param features of the data set
 * @param encoder from features to spikes
 * @param network layers and readout
 * @param settings how it learns; engine, device and threads are the engine's own
 * @param seed of everything that is drawn
 */
public record KeywordTraining(
    Dataset dataset,
    FrontEndSettings frontEnd,
    FeatureStore features,
    EncoderSettings encoder,
    NetworkSettings network,
    TrainingSettings settings,
    long seed) {

  /**
   * A training with the usual settings and seed 1.
   *
   * @param cache folder for features, made if needed
   * @throws IOException if the data cannot be read or the cache not be written
   */
  public static KeywordTraining of(Dataset dataset, FrontEndSettings frontEnd, Path cache)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    return new KeywordTraining(
        dataset,
        frontEnd,
        FeatureStore.open(dataset, frontEnd, cache, threads, ProgressListener.NONE),
        EncoderSettings.USUAL,
        NetworkSettings.USUAL,
        TrainingSettings.USUAL,
        1);
  }

  /** The same with layers of so many neurons, first to last. */
  public KeywordTraining withLayers(Integer... neurons) {
    return with(network.withLayers(Arrays.asList(neurons)));
  }

  /** The same with so many passes over the training part. */
  public KeywordTraining withEpochs(int epochs) {
    return with(settings.withEpochs(epochs));
  }

  /** The same with another network. */
  public KeywordTraining with(NetworkSettings other) {
    return new KeywordTraining(dataset, frontEnd, features, encoder, other, settings, seed);
  }

  /** The same with other settings. */
  public KeywordTraining with(TrainingSettings other) {
    return new KeywordTraining(dataset, frontEnd, features, encoder, network, other, seed);
  }

  /** The same with another seed. */
  public KeywordTraining withSeed(long other) {
    return new KeywordTraining(dataset, frontEnd, features, encoder, network, settings, other);
  }

  /**
   * Trains, or goes on where an interrupted training of the same things stopped.
   *
   * @param engine what computes gradients
   * @param folder for state and metrics, made if needed
   * @return the network of the best epoch by validation
   * @throws IOException if the folder cannot be written
   * @throws org.keyspike.network.SpecException if the engine cannot compute such a network
   */
  public Checkpoint train(GradientEngine engine, Path folder) throws IOException {
    Checkpoint start =
        UntrainedNetwork.draw(
            network,
            encoder,
            frontEnd,
            dataset.classes(),
            features.part(Split.TRAIN),
            seed,
            Map.of("data", features.contentHash(), "dataset", dataset.name()));
    TrainingTask task =
        new TrainingTask(
                "train",
                start,
                new ShuffledEpochs(
                    features.part(Split.TRAIN),
                    settings.batchSize(),
                    seed,
                    settings.augmentation()),
                features.part(Split.VALIDATION),
                encoder.learning(),
                false,
                seed)
            .with(
                DelayLearning.first(start.spec(), network.signals().delays().rate()),
                network.signals().activation().sparsity());
    return new Trainer(engine, settings).train(task, folder);
  }

  /** What a network is worth on the test part. */
  public Accuracy test(GradientEngine engine, Checkpoint trained) {
    return Evaluator.score(engine, trained.spec(), trained.parameters(), features.part(Split.TEST))
        .accuracy();
  }
}
