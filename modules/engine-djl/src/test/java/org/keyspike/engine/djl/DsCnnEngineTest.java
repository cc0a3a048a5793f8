package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.evaluation.Decision;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.network.ParameterSpec;
import org.keyspike.training.DsCnnEngine;
import org.keyspike.training.DsCnnTraining;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.EpochReport;
import org.keyspike.training.RateSettings;
import org.keyspike.training.TrainingListener;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.dscnn.DsCnn;
import org.keyspike.training.dscnn.DsCnnQuantizer;
import org.keyspike.training.dscnn.DsCnnSettings;
import org.keyspike.training.dscnn.DsCnnSpec;
import org.keyspike.training.dscnn.FoldedDsCnn;
import org.keyspike.training.dscnn.IntegerDsCnn;
import org.keyspike.training.made.MadeFeatures;

/** The convolutional baseline: its gradients, its training, and the way to 8 bits. */
@Tag("slow")
class DsCnnEngineTest {
  private static final int FRAMES = 24;
  private static final MadeFeatures CLIPS = new MadeFeatures(48, 6, FRAMES, 3, 7);
  private static final DsCnnSpec SPEC = new DsCnnSettings(4, 8, 1, 0.1, 0.1).spec(6, FRAMES, 3);
  private static final List<String> LABELS = List.of("a", "b", "c");

  @TempDir Path folder;

  private static DsCnnEngine engine() {
    return new DjlProvider().dsCnn(EngineProvider.CPU, 1).orElseThrow();
  }

  private static DsCnn start(DsCnnSpec spec) {
    return DsCnn.untrained(spec, LABELS, CLIPS, 1, Map.of("data", "made"));
  }

  private static TrainingSettings settings(int epochs) {
    return TrainingSettings.USUAL.fineTuning(epochs, 0.01, 0, RateSettings.NONE);
  }

  private DsCnn train(DsCnnEngine engine, int epochs, String name, TrainingListener... listeners)
      throws IOException {
    return train(engine, CLIPS, epochs, name, listeners);
  }

  private DsCnn train(
      DsCnnEngine engine,
      MadeFeatures clips,
      int epochs,
      String name,
      TrainingListener... listeners)
      throws IOException {
    Epochs training = new ShuffledEpochs(clips, 16, 1, AugmentationSettings.NONE);
    DsCnn start = DsCnn.untrained(SPEC, LABELS, clips, 1, Map.of("data", "made"));
    return new DsCnnTraining(settings(epochs), 1)
        .train(engine, start, training, clips, folder.resolve(name), listeners);
  }

  private static TrainingListener killerAfter(int epoch) {
    return new TrainingListener() {
      @Override
      public void epochFinished(EpochReport report) throws IOException {
        if (report.epoch() == epoch) {
          throw new IOException("killed");
        }
      }
    };
  }

  /** Trained, folded in Java, and in integers it says the same of clips that it learned. */
  @Test
  void itLearnsAndItsIntegersKnowIt() throws IOException {
    try (DsCnnEngine engine = engine()) {
      DsCnn trained = train(engine, 30, "whole");
      assertTrue(DsCnnTraining.score(engine, trained, CLIPS).accuracy().value() > 0.9);
      FoldedDsCnn folded = new FoldedDsCnn(trained);
      Batch batch = Batches.inOrder(CLIPS, CLIPS.size()).iterator().next();
      float[] logits = engine.logits(SPEC, trained.parameters(), batch);
      IntegerDsCnn integer = DsCnnQuantizer.quantize(trained, CLIPS, 48);
      int correct = 0;
      for (int clip = 0; clip < CLIPS.size(); clip++) {
        float[] features = new float[FRAMES * 6];
        CLIPS.read(clip, features, 0);
        float[] same = folded.logits(features);
        for (int k = 0; k < 3; k++) {
          assertEquals(logits[clip * 3 + k], same[k], 1e-4, "clip " + clip + ", class " + k);
        }
        int[] found = integer.logits(FeatureQuantizer.quantize(features));
        correct += Decision.of(found) == CLIPS.labels(clip)[0] ? 1 : 0;
      }
      assertTrue(correct > 0.85 * CLIPS.size(), correct + " of " + CLIPS.size());
    }
  }

  /** Killed after an epoch, it ends with the bits of one that was not. */
  @Test
  void interruptedItGoesOn() throws IOException {
    try (DsCnnEngine engine = engine()) {
      DsCnn whole = train(engine, 4, "at-once");
      IOException killed =
          assertThrows(IOException.class, () -> train(engine, 4, "twice", killerAfter(3)));
      assertEquals("killed", killed.getMessage());
      assertEquals(whole.parameters(), train(engine, 4, "twice").parameters());
      assertNotEquals(whole.parameters(), train(engine, 5, "longer").parameters());
    }
  }

  /** The same clips through another front end: what a kill left of the first is no start. */
  @Test
  void onOtherFeaturesItBeginsAnew() throws IOException {
    MadeFeatures others = new MadeFeatures(48, 6, FRAMES, 3, 8);
    try (DsCnnEngine engine = engine()) {
      assertThrows(IOException.class, () -> train(engine, 2, "changed", killerAfter(2)));
      assertEquals(
          train(engine, others, 2, "others").parameters(),
          train(engine, others, 2, "changed").parameters());
    }
  }

  /** The loss falls by a step along the gradient as far as the gradient says. */
  @Test
  void gradientsAreThoseOfTheLoss() {
    DsCnnSpec still = new DsCnnSettings(4, 8, 1, 0, 0).spec(6, FRAMES, 3);
    DsCnn network = start(still);
    Batch batch = Batches.inOrder(CLIPS, 16).iterator().next();
    try (DsCnnEngine engine = engine()) {
      DsCnnEngine.Step at = engine.gradients(still, network.parameters(), batch, 0.1, 1);
      assertArrayEquals(
          at.gradients().names().toArray(),
          still.learned().stream().map(ParameterSpec::name).toArray());
      double squares = 0;
      double step = 1e-3;
      DsCnn moved = network.with(network.parameters().copy());
      for (String name : at.gradients().names()) {
        float[] gradient = at.gradients().data(name);
        float[] values = moved.parameters().data(name);
        for (int i = 0; i < values.length; i++) {
          squares += gradient[i] * gradient[i];
          values[i] -= (float) (step * gradient[i]);
        }
      }
      double after = engine.gradients(still, moved.parameters(), batch, 0.1, 1).loss();
      assertEquals(step * squares, at.loss() - after, 0.05 * step * squares);
      // Statistics of the first batch: a tenth of the way from 0 and 1 to it.
      String mean = DsCnnSpec.mean(still.convolutions().get(0));
      assertNotEquals(0, at.running().data(mean)[0]);
    }
  }
}
