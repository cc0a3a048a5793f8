package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.StreamingIntegerLogMel;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.SpikeWindow;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;

/** Sound that is missing. */
class GapTest {
  private static final int FRAME = 160;

  private static Checkpoint checkpoint(long seed, int share) {
    return StreamNetworks.inIntegers(StreamNetworks.onGrid(seed), share);
  }

  private static short[] sound(int samples, long seed) {
    return StreamNetworks.integers(StreamNetworks.sound(samples, seed));
  }

  private static List<Answer> answers(AnswerStream stream, short[] sound) {
    List<Answer> answers = new ArrayList<>();
    stream.accept(sound, 0, sound.length, answers::add);
    return answers;
  }

  /** The parts themselves, put together: only what the front end follows goes on. */
  @Property(tries = 8)
  void allButTheBackgroundBeginsAnew(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int share = random.nextInt(257);
    WeightImage image =
        StreamNetworks.image(
            random.nextBoolean()
                ? checkpoint(seed, share)
                : StreamNetworks.normalized(StreamNetworks.onGrid(seed)));
    short[] before = sound(random.nextInt(30_000), seed);
    short[] after = sound(25_000, ~seed);
    AnswerStream stream = AnswerStream.of(image);
    answers(stream, before);
    stream.gap(random.nextInt(100_000));
    List<Answer> found = answers(stream, after);

    KeptIndices kept = image.kept(KeptIndices.BANDS);
    StreamingIntegerLogMel frontEnd =
        new StreamingIntegerLogMel(image.features().withBands(kept.original()).frontEnd());
    frontEnd.accept(before, 0, before.length, units -> {});
    frontEnd.gap();
    IntegerNetwork network = new IntegerNetwork(image.model());
    SpikeWindow window = new SpikeWindow(stream.window(), network.counts().length);
    byte[] features = new byte[kept.indices().size()];
    int[] frames = {0};
    List<int[]> expected = new ArrayList<>();
    frontEnd.accept(
        after,
        0,
        after.length,
        units -> {
          for (int c = 0; c < features.length; c++) {
            features[c] = units[kept.indices().get(c)];
          }
          network.step(features);
          window.add(network.merged());
          frames[0]++;
          if (window.answers(frames[0])) {
            expected.add(network.logits(window.counts()).clone());
          }
        });
    assertEquals(expected.size(), found.size(), "seed " + seed);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i).logitUnits(), "seed " + seed);
    }
  }

  /** A front end in real numbers follows no background: all is as in a new stream. */
  @Property(tries = 4)
  void withoutABackgroundAllBeginsAnew(@ForAll long seed) {
    for (Checkpoint checkpoint :
        List.of(StreamNetworks.onGrid(seed), StreamNetworks.real(seed), checkpoint(seed, 0))) {
      short[] after = sound(25_000, ~seed);
      AnswerStream stream = AnswerStream.of(checkpoint);
      answers(stream, sound(12_345, seed));
      stream.gap(3 * FRAME);
      List<Answer> found = answers(stream, after);
      List<Answer> expected = answers(AnswerStream.of(checkpoint), after);
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i).logitUnits(), found.get(i).logitUnits());
        // 12,345 and 480 samples are 80 frames and 25 samples.
        assertEquals(expected.get(i).frame() + 80, found.get(i).frame());
      }
    }
  }

  /** Whatever is heard and missing, no sample is counted twice or forgotten. */
  @Property(tries = 20)
  void timeGoesOnByWhatIsMissing(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AnswerStream stream = AnswerStream.of(checkpoint(7, 0));
    long total = 0;
    for (int i = 0; i < 20; i++) {
      int heard = random.nextInt(700);
      stream.accept(new short[heard], 0, heard, answer -> {});
      long missing = random.nextInt(3) == 0 ? random.nextLong(1L << 45) : random.nextInt(400);
      stream.gap(missing);
      total += heard + missing;
      assertEquals(total / FRAME, stream.frames(), "seed " + seed + ", gap " + i);
    }
    stream.reset();
    stream.gap(159);
    assertEquals(0, stream.frames());
    stream.gap(1);
    assertEquals(1, stream.frames());
  }

  @Test
  void answersBeforeAGapCountNoMoreButTheRefractoryTimeGoesOn() {
    AnswerStream stream = AnswerStream.of(checkpoint(3, 0));
    int window = stream.window();
    int[] thresholds = new int[stream.classes().size()];
    Arrays.fill(thresholds, 1);
    int refractory = window + 40;
    KeywordSpotter spotter =
        new KeywordSpotter(
            stream, new IntegerDetectorSettings(5, refractory, new IntegerVector(thresholds)));
    short[] first = sound(window * FRAME, 1);
    short[] second = sound(window * FRAME, 2);
    List<Detection> fresh = detected(spotter, second);
    spotter.reset();
    assertEquals(1, detected(spotter, first).size());
    assertEquals(List.of(), detected(spotter, sound(5 * FRAME, 3)), "no answer, but time");
    spotter.gap(34 * FRAME);
    assertEquals(List.of(), detected(spotter, second), "one frame too early");
    spotter.reset();
    detected(spotter, first);
    detected(spotter, sound(5 * FRAME, 3));
    spotter.gap(35 * FRAME);
    List<Detection> found = detected(spotter, second);
    assertEquals(1, found.size());
    assertEquals(fresh.get(0).score(), found.get(0).score(), "of this answer alone");
    assertEquals(fresh.get(0).label(), found.get(0).label());
    assertEquals((2 * window + 40) / 100.0, found.get(0).end());
    assertEquals((window + 40) / 100.0, found.get(0).start());
  }

  private static List<Detection> detected(KeywordSpotter spotter, short[] sound) {
    List<Detection> detections = new ArrayList<>();
    spotter.accept(sound, detections::add);
    return detections;
  }

  @Test
  void lessThanNothingCannotBeMissing() {
    AnswerStream stream = AnswerStream.of(checkpoint(3, 0));
    KeywordSpotter spotter = new KeywordSpotter(stream);
    stream.accept(new short[480], 0, 480, answer -> {});
    assertThrows(IllegalArgumentException.class, () -> stream.gap(-1));
    assertThrows(IllegalArgumentException.class, () -> spotter.gap(Long.MIN_VALUE));
    assertEquals(3, stream.frames());
  }
}
