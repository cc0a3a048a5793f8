package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.BandSelection;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.made.MadeFeatures;

/**
 * Six validation clips, four of them of one speaker. After the first epoch the engine gets those
 * four right, 4 of 6 clips; after the second one of them and both others, 3 of 6 clips but a mean
 * over speakers of 3/4 instead of 1/3.
 */
class SpeakerChoiceTest {
  private static final boolean[][] RIGHT = {
    {true, true, true, true, false, false}, {true, false, false, false, true, true}
  };

  @TempDir Path folder;

  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Direct(),
          List.of(
              new LayerSpec(2, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.Keyword(3, 2, 5),
          1,
          null);

  /** Made clips, with speakers or without. */
  record Spoken(MadeFeatures made, boolean named) implements LabelledFeatures {
    @Override
    public int size() {
      return made.size();
    }

    @Override
    public int bands() {
      return made.bands();
    }

    @Override
    public boolean frameWise() {
      return false;
    }

    @Override
    public int frames(int clip) {
      return made.frames(clip);
    }

    @Override
    public int maxFrames() {
      return made.maxFrames();
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      made.read(clip, destination, offset);
    }

    @Override
    public int[] labels(int clip) {
      return made.labels(clip);
    }

    @Override
    public String name(int clip) {
      return made.name(clip);
    }

    @Override
    public Optional<String> speaker(int clip) {
      return named ? Optional.of(clip < 4 ? "a" : "b" + clip) : Optional.empty();
    }
  }

  /** Adds 1 to a bias in every step, of which an epoch has one, and answers as the table says. */
  private final class Scripted extends StandInEngine {
    private int epochs;

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      Parameters gradients = parameters.zerosLike();
      gradients.data(Names.bias(0))[0] = -1;
      return new Gradients(
          1, gradients, new Parameters(Map.of()), activity(new float[2 * batch.size()]));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      float[] logits = new float[2 * batch.size()];
      for (int clip = 0; clip < batch.size(); clip++) {
        boolean right = RIGHT[epochs][clip];
        logits[2 * clip + (right ? batch.labels()[clip] : 1 - batch.labels()[clip])] = 1;
      }
      epochs++;
      return activity(logits);
    }

    private Activity activity(float[] logits) {
      return new Activity(logits, Double.NaN, new double[] {0}, new float[0], List.of());
    }
  }

  private List<Float> biases(LabelledFeatures validation, Path where) throws IOException {
    Checkpoint start =
        new Checkpoint(spec, List.of("no", "yes"), Initializer.draw(spec, 0.3, 1), Map.of());
    List<Float> seen = new ArrayList<>(List.of(start.parameters().data(Names.bias(0))[0]));
    TrainingTask task =
        new TrainingTask(
            "train",
            start,
            new ShuffledEpochs(new MadeFeatures(4, 3, 5, 2, 1), 4, 5, AugmentationSettings.NONE),
            validation,
            EncoderLearning.TASK,
            false,
            5);
    Checkpoint best =
        new Trainer(new Scripted(), TrainingSettings.USUAL.withEpochs(2)).train(task, where);
    seen.add(best.parameters().data(Names.bias(0))[0]);
    return seen;
  }

  @Test
  void theEpochIsChosenBySpeaker() throws IOException {
    MadeFeatures made = new MadeFeatures(6, 3, 5, 2, 2);
    List<Float> bySpeaker = biases(new Spoken(made, true), folder.resolve("named"));
    List<Float> byClip = biases(new Spoken(made, false), folder.resolve("nameless"));
    assertTrue(byClip.get(1) > byClip.get(0), "one step was made");
    assertTrue(bySpeaker.get(1) > byClip.get(1), "two steps were made");
    List<String> lines = Files.readAllLines(folder.resolve("named/metrics.jsonl"));
    assertEquals(
        0.75, new JsonMapper().readTree(lines.get(1)).get("validationSpeakerMean").asDouble());
    assertEquals(0.5, new JsonMapper().readTree(lines.get(1)).get("validationAccuracy").asDouble());
    assertFalse(Files.readString(folder.resolve("nameless/metrics.jsonl")).contains("SpeakerMean"));
  }

  @Test
  void speakersStayWithTheClipsWhenBandsAreLeftOut() {
    LabelledFeatures all = new Spoken(new MadeFeatures(6, 3, 5, 2, 2), true);
    LabelledFeatures some = new BandSelection(3, List.of(0, 2)).of(all);
    assertEquals(Optional.of("b4"), some.speaker(4));
  }
}
