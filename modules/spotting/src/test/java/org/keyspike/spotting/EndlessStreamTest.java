package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.SpikeWindow;

/** Streams that run for years, their counters put near their limits by hand. */
class EndlessStreamTest {
  private static final long WEEK = 60_480_000;
  private static final long[] LIMITS = {WEEK, 1L << 31, 1L << 32, 1L << 53, 1L << 59};
  private static final int FRAME = 160;

  private record Heard(List<Answer> answers, List<Detection> detections) {
    static Heard by(KeywordSpotter spotter, short[] sound) {
      Heard heard = new Heard(new ArrayList<>(), new ArrayList<>());
      spotter.accept(sound, 0, sound.length, heard.answers::add, heard.detections::add);
      return heard;
    }
  }

  private static WeightImage image(long seed, int share) {
    return StreamNetworks.image(StreamNetworks.inIntegers(StreamNetworks.onGrid(seed), share));
  }

  private static short[] sound(int frames, long seed) {
    return StreamNetworks.integers(StreamNetworks.sound(frames * FRAME, seed));
  }

  @Property(tries = 12)
  void theClockChangesNoAnswer(@ForAll long seed) {
    WeightImage image = image(seed, 128);
    SplittableRandom random = new SplittableRandom(seed);
    IntegerDetectorSettings eager = StreamNetworks.eager(image.classes(), random.nextInt(60));
    int before = random.nextInt(150);
    short[] first = sound(before, seed);
    short[] then = sound(150, ~seed);
    AnswerStream young = AnswerStream.of(image);
    KeywordSpotter fresh = new KeywordSpotter(young, eager);
    Heard.by(fresh, first);
    Heard expected = Heard.by(fresh, then);
    long limit = LIMITS[random.nextInt(LIMITS.length)];
    AnswerStream old = AnswerStream.of(image);
    KeywordSpotter spotter = new KeywordSpotter(old, eager);
    Heard.by(spotter, first);
    old.moveTo(limit - 75);
    Heard found = Heard.by(spotter, then);
    isSame(expected, found);
    for (int i = 0; i < found.answers().size(); i++) {
      long frame = limit - 75 - before + expected.answers().get(i).frame();
      assertEquals(frame, found.answers().get(i).frame(), "seed " + seed);
      assertEquals(10 * frame, found.answers().get(i).millis(), "seed " + seed);
    }
    assertEquals(limit + 75, old.frames());
  }

  /** 2.9 billion years. */
  @Property(tries = 4)
  void theClockStandsStillAtItsEnd(@ForAll long seed) {
    WeightImage image = image(seed, 0);
    IntegerDetectorSettings eager = StreamNetworks.eager(image.classes(), 20);
    short[] sound = sound(200, seed);
    AnswerStream stream = AnswerStream.of(image);
    KeywordSpotter spotter = new KeywordSpotter(stream, eager);
    Heard expected = Heard.by(spotter, sound);
    spotter.reset();
    stream.moveTo(Long.MAX_VALUE - 5);
    Heard found = Heard.by(spotter, sound);
    isSame(expected, found);
    for (Answer answer : found.answers()) {
      assertEquals(Long.MAX_VALUE, answer.frame());
      assertEquals(Long.MAX_VALUE, answer.millis());
      assertEquals(0x1p63 / 100, answer.seconds());
    }
    spotter.gap(Long.MAX_VALUE);
    assertEquals(Long.MAX_VALUE, stream.frames());
    isSame(expected, Heard.by(spotter, sound));
  }

  private static void isSame(Heard expected, Heard found) {
    assertEquals(expected.answers().size(), found.answers().size());
    for (int i = 0; i < found.answers().size(); i++) {
      Answer one = expected.answers().get(i);
      Answer other = found.answers().get(i);
      assertArrayEquals(one.logitUnits(), other.logitUnits(), "answer " + i);
      assertArrayEquals(one.posteriorUnits(), other.posteriorUnits(), "answer " + i);
    }
    assertEquals(words(expected), words(found));
  }

  private static List<List<Number>> words(Heard heard) {
    return heard.detections().stream()
        .map(one -> List.<Number>of(one.label(), one.score()))
        .toList();
  }

  /** The network's counts since the start pass 2³¹ after months; the window's never do. */
  @Property(tries = 5)
  void spikeCountsThatOverflowChangeNoAnswer(@ForAll long seed) {
    WeightImage image = image(seed, 128);
    int[][] logits = new int[2][];
    for (int i = 0; i < 2; i++) {
      IntegerNetwork network = new IntegerNetwork(image.model());
      SpikeWindow window = new SpikeWindow(50, network.counts().length);
      byte[] features = new byte[image.features().bands()];
      SplittableRandom random = new SplittableRandom(seed);
      Arrays.fill(network.counts(), i == 0 ? 0 : Integer.MAX_VALUE);
      for (int frame = 0; frame < 120; frame++) {
        random.nextBytes(features);
        network.step(features);
        window.add(network.merged());
      }
      List<IntegerLayer> layers = network.model().layers();
      int largest = layers.get(layers.size() - 1).code().largest();
      for (int count : window.counts()) {
        assertTrue(count >= 0 && count <= 50 * image.timeSteps() * largest, "seed " + seed);
      }
      logits[i] = network.logits(window.counts()).clone();
    }
    assertArrayEquals(logits[0], logits[1], "seed " + seed);
  }

  /** The refractory time counts down through the longest of gaps. */
  @Property(tries = 6)
  void theLongestRefractoryTimeEnds(@ForAll long seed) {
    WeightImage image = image(seed, 128);
    IntegerDetectorSettings settings = StreamNetworks.eager(image.classes(), Integer.MAX_VALUE);
    AnswerStream stream = AnswerStream.of(image);
    KeywordSpotter spotter = new KeywordSpotter(stream, settings);
    int window = stream.window();
    short[] sound = sound(window, seed);
    assertEquals(1, Heard.by(spotter, sound).detections().size());
    spotter.gap((Integer.MAX_VALUE - window - 1L) * FRAME + 159);
    assertEquals(0, Heard.by(spotter, sound).detections().size(), "a frame is missing");
    spotter.gap(0);
    assertEquals(1, Heard.by(spotter, sound).detections().size());
    spotter.gap(Long.MAX_VALUE);
    assertEquals(1, Heard.by(spotter, sound).detections().size());
  }
}
