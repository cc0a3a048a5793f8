package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PhoneDecoderTest {
  private static final int PHONES = 2;

  /** Every way to say a whole utterance, one after the other. */
  private static final class Exhaustive {
    private final PhoneGraph graph;
    private final PhoneModel model;
    private final float[] logits;
    private final int frames;
    private final double language;
    private final double prior;
    private double best = Double.NEGATIVE_INFINITY;
    private int[] phones = new int[0];

    Exhaustive(
        PhoneGraph graph,
        PhoneModel model,
        float[] logits,
        int frames,
        double language,
        double prior) {
      this.graph = graph;
      this.model = model;
      this.logits = logits;
      this.frames = frames;
      this.language = language;
      this.prior = prior;
      say(0, new int[0], 0);
    }

    private void say(int from, int[] said, double score) {
      int left = said.length == 0 ? PHONES : said[said.length - 1];
      if (from == frames) {
        double whole = score + language * model.bigram()[left][PHONES];
        if (said.length > 0 && whole > best) {
          best = whole;
          phones = said;
        }
        return;
      }
      for (int p = 0; p < PHONES; p++) {
        int[] longer = Arrays.copyOf(said, said.length + 1);
        longer[said.length] = p;
        double entered = score + language * model.bigram()[left][p];
        for (int to = from + 1; to <= frames; to++) {
          if (to - from >= model.shortest()[p]) {
            parts(from, to, left, p, 0, longer, entered);
          }
        }
      }
    }

    /** Every way to divide a phone's frames between its parts, each of which has its own least. */
    private void parts(int from, int to, int left, int p, int part, int[] said, double score) {
      if (part == graph.parts()) {
        if (from == to) {
          say(to, said, score);
        }
        return;
      }
      int states = Math.max(graph.parts(), model.shortest()[p]);
      int least = 0;
      for (int j = 0; j < states; j++) {
        least += j * graph.parts() / states == part ? 1 : 0;
      }
      double sum = score;
      int k = graph.classes()[(left * PHONES + p) * graph.parts() + part];
      for (int end = from + 1; end <= to; end++) {
        sum += logits[(end - 1) * model.priors().length + k] - prior * model.priors()[k];
        if (end - from >= least) {
          parts(end, to, left, p, part + 1, said, sum);
        }
      }
    }
  }

  @Property(tries = 200)
  void findsTheBestOfAllSequences(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int frames,
      @ForAll boolean threeParts) {
    SplittableRandom random = new SplittableRandom(seed);
    int parts = threeParts ? 3 : 1;
    int kinds = 5;
    int[] classes = random.ints((PHONES + 1) * PHONES * parts, 0, kinds).toArray();
    PhoneModel model =
        new PhoneModel(
            new double[][] {
              random.doubles(3, -3, 0).toArray(),
              random.doubles(3, -3, 0).toArray(),
              random.doubles(3, -3, 0).toArray()
            },
            new int[] {1, random.nextInt(1, 6)},
            random.doubles(kinds, -3, 0).toArray());
    float[] logits = new float[2 + frames * kinds];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextDouble(-4, 4);
    }
    PhoneGraph graph = new PhoneGraph(PHONES, parts, classes);
    PhoneDecoder decoder = new PhoneDecoder(graph, model, 1.5, 0.5);
    float[] own = Arrays.copyOfRange(logits, 2, logits.length);
    int[] expected = new Exhaustive(graph, model, own, frames, 1.5, 0.5).phones;
    assertArrayEquals(expected, decoder.decode(logits, 2, frames, 1));
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= 4;
    }
    assertArrayEquals(expected, decoder.decode(logits, 2, frames, 0.25), "another unit");
  }

  @Example
  void theModelIsCounted() {
    PhoneModel model =
        PhoneModel.estimate(
            2,
            3,
            List.of(new int[] {0, 1, 0}, new int[] {0}),
            List.of(new int[] {0, 0, 2, 2}),
            List.of(new int[] {9, 4, 5}, new int[0]),
            0.5);
    assertArrayEquals(new int[] {5, 1}, model.shortest());
    assertEquals(Math.log(3 / 7.0), model.priors()[0], 1e-12);
    assertEquals(Math.log(1 / 7.0), model.priors()[1], 1e-12);
    // Singles with one more of each: 0 four times, 1 twice, the end three times.
    assertEquals(Math.log((2 + 1 * 4 / 9.0) / (2 + 1)), model.bigram()[2][0], 1e-12);
    assertEquals(Math.log((1 + 2 * 2 / 9.0) / (3 + 2)), model.bigram()[0][1], 1e-12);
    for (double[] row : model.bigram()) {
      assertEquals(1, Arrays.stream(row).map(Math::exp).sum(), 1e-12);
    }
  }

  /** Two phones in turn, a frame each, more often than the history has room for at first. */
  @Example
  void longUtterancesAreDecodedWhole() {
    int frames = 1_300;
    float[] logits = new float[2 * frames];
    int[] expected = new int[frames];
    for (int t = 0; t < frames; t++) {
      expected[t] = t % 2;
      logits[2 * t + t % 2] = 1;
    }
    PhoneModel model = new PhoneModel(new double[3][3], new int[] {1, 1}, new double[2]);
    PhoneGraph graph = new PhoneGraph(2, 1, new int[] {0, 1, 0, 1, 0, 1});
    assertArrayEquals(expected, new PhoneDecoder(graph, model, 1, 1).decode(logits, 0, frames, 1));
  }

  @Example
  void oddGraphsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PhoneGraph(2, 1, new int[5]));
  }
}
