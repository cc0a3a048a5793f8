package org.keyspike.analysis.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.noise.NoiseCondition;
import org.keyspike.datasets.noise.NoisyClips;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.NetworkInput;
import org.keyspike.training.dscnn.DsCnn;
import org.keyspike.training.dscnn.DsCnnQuantizer;
import org.keyspike.training.dscnn.DsCnnSettings;
import org.keyspike.training.dscnn.DsCnnSpec;
import org.keyspike.training.dscnn.IntegerDsCnn;
import org.keyspike.verification.Clips;
import org.keyspike.verification.TestBench;

class NoiseEvaluationTest {
  private static final FrontEndSettings FRONT_END = FrontEndSettings.integer(8, 7);

  @TempDir Path folder;

  /** Silence but for a burst of noise, in the first or in the second half. */
  private NoisyClips clips() throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SplittableRandom random = new SplittableRandom(i);
      float[] samples = new float[3_200];
      for (int at = 0; at < 800; at++) {
        samples[i % 2 * 1_600 + at] = (float) random.nextDouble(-0.2, 0.2);
      }
      Path file = folder.resolve(i + ".wav");
      AudioFiles.writeWav(file, new AudioClip(samples, 16_000));
      clips.add(new Utterance("c" + i, file, 0, 3_200, new int[] {i % 2}).withSpeaker("s" + i / 2));
    }
    return NoisyClips.read(clips, Split.TEST, List.of(), 1);
  }

  /** In which half the loudest frame is. */
  private static NoiseEvaluation.Predictor louderHalf() {
    return clips -> {
      int[] classes = new int[clips.size()];
      for (int clip = 0; clip < classes.length; clip++) {
        float[] features = new float[clips.frames(clip) * clips.bands()];
        clips.read(clip, features, 0);
        double first = 0;
        double second = 0;
        for (int i = 0; i < features.length; i++) {
          first += i < features.length / 2 ? features[i] : 0;
          second += i < features.length / 2 ? 0 : features[i];
        }
        classes[clip] = first > second ? 0 : 1;
      }
      return classes;
    };
  }

  @Test
  void anythingThatPredictsIsScoredInEveryCondition() throws IOException {
    NoisyClips clips = clips();
    List<NoiseTable.Row> rows =
        NoiseEvaluation.of(clips, FRONT_END, louderHalf(), 2, ProgressListener.NONE);
    assertEquals(clips.conditions(), rows.stream().map(NoiseTable.Row::condition).toList());
    assertEquals(1, rows.get(0).score().accuracy(), "clean");
    assertEquals(4, rows.get(0).score().interval().number(), "by speaker");
    assertEquals(
        rows, NoiseEvaluation.of(clips, FRONT_END, louderHalf(), 1, ProgressListener.NONE));
    List<NoiseTable.Row> never =
        NoiseEvaluation.of(
            clips, FRONT_END, part -> new int[part.size()], 1, ProgressListener.NONE);
    never.forEach(row -> assertEquals(0.5, row.score().accuracy()));
    NoiseTable table = new NoiseTable("a network", "test", 7, List.of("hum.wav"), rows);
    JsonNode json = new ObjectMapper().readTree(RecordWriter.json(table));
    assertEquals("clean", json.at("/rows/0/kind").asText());
    assertTrue(json.at("/rows/0/snrDb").isMissingNode());
    assertEquals(20, json.at("/rows/1/snrDb").asInt());
    assertEquals(900, json.at("/rows/11/t60Ms").asInt());
    assertEquals(8, json.at("/rows/11/count").asInt());
    assertTrue(json.at("/rows/0/interval/lower").isNumber());
    String text = table.text();
    assertTrue(text.contains("speech-shaped, 20 dB"), text);
    assertTrue(text.contains("room, 0.9 s"), text);
    assertTrue(
        text.endsWith("8 clips, intervals by 4 speakers, seed 7; recordings: hum.wav"), text);
    assertTrue(text.lines().allMatch(line -> line.length() < 120), text);
  }

  /** Also with bands pruned away: a predictor takes all that the front end makes. */
  @Test
  void imagesPredictWhateverTheThreads() throws IOException {
    Checkpoint checkpoint = GridCheckpoints.keyword(3);
    WeightImage image =
        WeightImage.of(
                Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()),
                checkpoint.classes(),
                Map.of(),
                16)
            .withKept(checkpoint.kept());
    NetworkFile.Packed packed = new NetworkFile.Packed(image);
    NoisyClips clips = clips();
    LabelledFeatures features =
        clips.features(
            clips.conditions().get(0), packed.features().frontEnd(), 1, ProgressListener.NONE);
    int[] expected =
        TestBench.integer(
                image,
                NetworkInput.of(packed.bands()).of(features),
                Optional.empty(),
                ProgressListener.NONE)
            .clips()
            .stream()
            .mapToInt(answer -> answer.predicted()[0])
            .toArray();
    for (int threads : new int[] {1, 3}) {
      try (NetworkPredictor network = NetworkPredictor.of(packed, threads, ProgressListener.NONE)) {
        assertEquals("weight image, by the integer network", network.text());
        assertArrayEquals(expected, network.classes(features));
      }
    }
  }

  /** The class of its largest logit, of features as the front end makes them. */
  @Test
  void aConvolutionalNetworkPredicts() throws IOException {
    NoisyClips clips = clips();
    LabelledFeatures features =
        clips.features(clips.conditions().get(0), FRONT_END, 1, ProgressListener.NONE);
    DsCnnSpec spec =
        new DsCnnSettings(3, 4, 1, 0, 0).spec(FRONT_END.bands(), features.frames(0), 2);
    DsCnn float32 = DsCnn.untrained(spec, List.of("first", "second"), features, 5, Map.of());
    IntegerDsCnn network = DsCnnQuantizer.quantize(float32, features, 8);
    int[] found = new DsCnnPredictor(network).classes(features);
    assertEquals(8, found.length);
    for (int clip = 0; clip < found.length; clip++) {
      int[] logits = network.logits(Clips.quantized(features, clip));
      assertEquals(logits[0] >= logits[1] ? 0 : 1, found[clip]);
    }
    assertEquals(2, Arrays.stream(found).distinct().count(), "both classes, so that it can fail");
  }

  @Test
  void conditionsAreSaidForPeople() {
    assertEquals(
        "clean",
        new NoiseCondition(NoiseCondition.CLEAN, Optional.empty(), Optional.empty()).text());
  }
}
