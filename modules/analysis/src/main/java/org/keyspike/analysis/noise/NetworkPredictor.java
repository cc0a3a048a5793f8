package org.keyspike.analysis.noise;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.datasets.features.BandSelection;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.SelectedClips;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Engines;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;

/**
 * A network in a file as a predictor: an image by the integer network, a checkpoint by its engine.
 */
public final class NetworkPredictor implements NoiseEvaluation.Predictor, AutoCloseable {
  private final String text;
  private final BandSelection bands;
  private final NoiseEvaluation.Predictor network;
  private final Runnable closing;

  private NetworkPredictor(
      String text, BandSelection bands, NoiseEvaluation.Predictor network, Runnable closing) {
    this.text = text;
    this.bands = bands;
    this.network = network;
    this.closing = closing;
  }

  /**
   * Opens one.
   *
   * @param threads threads for an image; the answers do not depend on them
   */
  public static NetworkPredictor of(NetworkFile model, int threads, ProgressListener progress) {
    BandSelection bands = NetworkInput.of(model.bands());
    if (model instanceof NetworkFile.Packed packed) {
      return new NetworkPredictor(
          "weight image, by the integer network",
          bands,
          clips -> integer(packed.image(), clips, threads),
          () -> {});
    }
    Checkpoint checkpoint = ((NetworkFile.Trained) model).checkpoint();
    GradientEngine engine = Engines.open(checkpoint.spec(), progress);
    return new NetworkPredictor(
        "checkpoint, by engine " + engine.name() + ": " + engine.configuration(),
        bands,
        clips -> classes(Score.of(engine, checkpoint, clips, Optional.empty())),
        engine::close);
  }

  /** Each thread takes every so many-th clip. */
  private static int[] integer(WeightImage image, LabelledFeatures clips, int threads)
      throws IOException {
    int[] all = new int[clips.size()];
    int parts = Math.min(threads, clips.size());
    Parallel.forEach(
        parts,
        parts,
        () ->
            part -> {
              List<Integer> own =
                  IntStream.range(0, all.length)
                      .filter(clip -> clip % parts == part)
                      .boxed()
                      .toList();
              int[] found =
                  classes(
                      TestBench.integer(
                          image,
                          new SelectedClips(clips, own),
                          Optional.empty(),
                          ProgressListener.NONE));
              for (int i = 0; i < found.length; i++) {
                all[own.get(i)] = found[i];
              }
            });
    return all;
  }

  private static int[] classes(Score score) {
    return score.clips().stream().mapToInt(clip -> clip.predicted()[0]).toArray();
  }

  /** Which form of the network answers, and by what. */
  public String text() {
    return text;
  }

  @Override
  public int[] classes(LabelledFeatures clips) throws IOException {
    return network.classes(bands.of(clips));
  }

  @Override
  public void close() {
    closing.run();
  }
}
