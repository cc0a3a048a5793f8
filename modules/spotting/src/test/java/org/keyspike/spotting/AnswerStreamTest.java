package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.audio.Pcm16;
import org.keyspike.evaluation.Decision;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;

class AnswerStreamTest {
  private static final int SAMPLES = 3 * 16_000;

  private static List<Answer> answers(AnswerStream stream, float[] samples, int chunk) {
    List<Answer> answers = new ArrayList<>();
    for (int from = 0; from < samples.length; from += chunk) {
      stream.accept(samples, from, Math.min(chunk, samples.length - from), answers::add);
    }
    return answers;
  }

  /** Features of the bands that are left, frame by frame. */
  private static float[][] features(Checkpoint checkpoint, float[] samples) {
    KeptIndices kept = checkpoint.kept(KeptIndices.BANDS);
    LogMel frontEnd =
        new LogMel(new FrontEndSettings(kept.original(), checkpoint.spec().features().gain()));
    float[] all = frontEnd.features(samples);
    float[][] frames = new float[LogMel.frames(samples.length)][kept.indices().size()];
    for (int t = 0; t < frames.length; t++) {
      for (int c = 0; c < frames[t].length; c++) {
        frames[t][c] = all[t * kept.original() + kept.indices().get(c)];
      }
    }
    return frames;
  }

  private static int window(Checkpoint checkpoint) {
    return ((ReadoutSpec.Keyword) checkpoint.spec().readout()).frames();
  }

  @Tag("slow")
  @Property(tries = 30)
  void theFirstAnswerIsTheFloatNetworksToTheClip(@ForAll long seed) {
    Checkpoint checkpoint = StreamNetworks.real(seed);
    float[] samples = StreamNetworks.sound(SAMPLES, seed);
    ReferenceNetwork network = new ReferenceNetwork(checkpoint.spec(), checkpoint.parameters());
    float[][] features = features(checkpoint, samples);
    for (int t = 0; t < window(checkpoint); t++) {
      network.step(features[t]);
    }
    Answer first = answers(AnswerStream.of(checkpoint), samples, 777).get(0);
    assertEquals(window(checkpoint), first.frame());
    float[] expected = network.logits();
    for (int k = 0; k < expected.length; k++) {
      int rounded = (int) Math.floor(expected[k] * 1_024.0 + 0.5);
      assertEquals(rounded, first.logitUnits()[k], "logit " + k);
      assertEquals(rounded / 1_024.0, first.logits()[k], 0, "logit " + k);
    }
    assertEquals(10, first.logitFraction());
  }

  /** States run on from frame to frame, whatever the chunks of sound are. */
  @Property(tries = 10)
  void aStateSpaceListens(@ForAll long seed) {
    StateSpaceModel model =
        LongStream.iterate(seed % 1_000, drawn -> drawn + 1)
            .mapToObj(RandomStateSpaces::model)
            .filter(drawn -> drawn.readout() instanceof IntegerReadout.Keyword)
            .findFirst()
            .orElseThrow();
    int window = ((IntegerReadout.Keyword) model.readout()).frames();
    int bands = model.features().bands();
    float[] samples = StreamNetworks.sound(160 * window, seed);
    IntegerNetwork network = new IntegerNetwork(model);
    float[] features =
        new LogMel(new FrontEndSettings(bands, model.features().gain())).features(samples);
    for (int t = 0; t < window; t++) {
      network.step(
          FeatureQuantizer.quantize(Arrays.copyOfRange(features, t * bands, (t + 1) * bands)));
    }
    List<String> classes =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "word" + k).toList();
    WeightImage image = WeightImage.of(model, classes, Map.of(), 32);
    List<Answer> answers = answers(AnswerStream.of(image), samples, 321);
    assertEquals(1, answers.size());
    assertArrayEquals(network.logits(), answers.get(0).logitUnits());
  }

  @Tag("slow")
  @Property(tries = 30)
  void theFirstAnswerIsTheIntegerNetworksToTheClip(@ForAll long seed) {
    Checkpoint checkpoint = StreamNetworks.onGrid(seed);
    float[] samples = StreamNetworks.sound(SAMPLES, seed);
    WeightImage image = StreamNetworks.image(checkpoint);
    IntegerNetwork network = new IntegerNetwork(image.model());
    float[][] features = features(checkpoint, samples);
    for (int t = 0; t < window(checkpoint); t++) {
      network.step(FeatureQuantizer.quantize(features[t]));
    }
    List<Answer> answers = answers(AnswerStream.of(image), samples, 1_234);
    int[] expected = network.logits();
    double unit = image.model().readout().logitUnit();
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k] * unit, answers.get(0).logits()[k], 0, "logit " + k);
    }
    assertEquals(Decision.of(network.logits()), answers.get(0).best());
    List<Answer> ofCheckpoint = answers(AnswerStream.of(checkpoint), samples, SAMPLES);
    assertEquals(answers.size(), ofCheckpoint.size());
    for (int i = 0; i < answers.size(); i++) {
      assertArrayEquals(answers.get(i).logits(), ofCheckpoint.get(i).logits());
    }
  }

  @Tag("slow")
  @Property(tries = 15)
  void laterAnswersAreOfTheLastFramesWhileMembranesRunOn(@ForAll long seed) {
    Checkpoint checkpoint = StreamNetworks.onGrid(seed);
    float[] samples = StreamNetworks.sound(SAMPLES, seed);
    WeightImage image = StreamNetworks.image(checkpoint);
    int window = window(checkpoint);
    IntegerNetwork network = new IntegerNetwork(image.model());
    float[][] features = features(checkpoint, samples);
    List<int[]> counts = new ArrayList<>();
    counts.add(network.counts().clone());
    List<Answer> answers = answers(AnswerStream.of(image), samples, 160);
    int next = 0;
    for (int t = 0; t < features.length; t++) {
      network.step(FeatureQuantizer.quantize(features[t]));
      counts.add(network.counts().clone());
      int frame = t + 1;
      if (frame >= window && (frame - window) % AnswerStream.PERIOD == 0) {
        int[] last = counts.get(frame).clone();
        int[] before = counts.get(frame - window);
        Arrays.setAll(last, n -> last[n] - before[n]);
        int[] expected = network.logits(last);
        Answer answer = answers.get(next);
        next++;
        assertEquals(frame, answer.frame());
        assertEquals(10L * frame, answer.millis());
        for (int k = 0; k < expected.length; k++) {
          double logit = expected[k] * image.model().readout().logitUnit();
          assertEquals(logit, answer.logits()[k], 0, "logit " + k + " at frame " + frame);
        }
        assertEquals(1, Arrays.stream(answer.posteriors()).sum(), 1e-3);
      }
    }
    assertEquals(next, answers.size());
  }

  @Tag("slow")
  @Property(tries = 15)
  void chunksIntegersAndResetsChangeNothing(@ForAll long seed) {
    Checkpoint checkpoint = StreamNetworks.real(seed);
    short[] integers = new short[SAMPLES];
    float[] samples = StreamNetworks.sound(SAMPLES, seed);
    for (int i = 0; i < SAMPLES; i++) {
      integers[i] = Pcm16.of(samples[i]);
      samples[i] = Pcm16.sample(integers[i]);
    }
    AnswerStream stream = AnswerStream.of(checkpoint);
    List<Answer> expected = answers(stream, samples, SAMPLES);
    stream.reset();
    List<Answer> found = new ArrayList<>();
    for (int from = 0; from < SAMPLES; from += 1_000) {
      stream.accept(integers, from, 1_000, found::add);
    }
    assertEquals(SAMPLES / 160, stream.frames());
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.get(i).frame(), found.get(i).frame());
      assertArrayEquals(expected.get(i).logits(), found.get(i).logits());
    }
  }

  @Test
  void refusesANetworkThatAnswersEveryFrame() {
    Checkpoint keyword = StreamNetworks.real(1);
    NetworkSpec spec = keyword.spec();
    NetworkSpec frameWise =
        new NetworkSpec(
            spec.features(),
            spec.encoder(),
            spec.layers(),
            new ReadoutSpec.FrameWise(keyword.classes().size()),
            spec.timeSteps(),
            null);
    Checkpoint phones =
        new Checkpoint(frameWise, keyword.classes(), Initializer.draw(frameWise, 0.3, 1), Map.of());
    SpecException thrown = assertThrows(SpecException.class, () -> AnswerStream.of(phones));
    assertTrue(thrown.getMessage().contains("frame-wise"), thrown::getMessage);
  }
}
