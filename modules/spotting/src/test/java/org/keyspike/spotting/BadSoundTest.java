package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.Pcm16;
import org.keyspike.network.Checkpoint;

/** Sound that no speech is: there are answers, the same in chunks of any size. */
class BadSoundTest {
  private static final int LENGTH = 20_000;

  /** Each kind of front end before each kind of network. */
  private static List<Checkpoint> networks() {
    Checkpoint onGrid = StreamNetworks.onGrid(11);
    Checkpoint real = StreamNetworks.real(12);
    return List.of(
        onGrid,
        real,
        StreamNetworks.inIntegers(onGrid, 0),
        StreamNetworks.inIntegers(onGrid, 256),
        StreamNetworks.inIntegers(real, 200));
  }

  private static Map<String, short[]> sounds() {
    SplittableRandom random = new SplittableRandom(13);
    Map<String, IntToDoubleFunction> kinds = new LinkedHashMap<>();
    kinds.put("silence", i -> 0);
    kinds.put("constant", i -> 20_000);
    kinds.put("most", i -> Short.MAX_VALUE);
    kinds.put("least", i -> Short.MIN_VALUE);
    kinds.put("square", i -> i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE);
    kinds.put("fastest", i -> i % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE);
    kinds.put("clipped", i -> 100_000 * Math.sin(i / 9.0));
    kinds.put("click", i -> i == 7_777 ? Short.MIN_VALUE : 0);
    kinds.put("noise", i -> random.nextInt(-32_768, 32_768));
    kinds.put("cut", i -> i < 8_000 ? 30_000 * Math.sin(i / 5.0) : 0);
    Map<String, short[]> sounds = new LinkedHashMap<>();
    kinds.forEach(
        (name, kind) -> {
          short[] samples = new short[LENGTH];
          for (int i = 0; i < LENGTH; i++) {
            samples[i] = (short) Math.max(-32_768, Math.min(32_767, kind.applyAsDouble(i)));
          }
          sounds.put(name, samples);
        });
    return sounds;
  }

  private static void isSame(List<Answer> expected, List<Answer> found, String what) {
    assertEquals(expected.size(), found.size(), what);
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.get(i).frame(), found.get(i).frame(), what);
      assertArrayEquals(expected.get(i).logitUnits(), found.get(i).logitUnits(), what);
      assertArrayEquals(expected.get(i).posteriorUnits(), found.get(i).posteriorUnits(), what);
    }
  }

  @Test
  void chunksOfAnySizeGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(14);
    for (Checkpoint checkpoint : networks()) {
      AnswerStream stream = AnswerStream.of(checkpoint);
      sounds()
          .forEach(
              (name, sound) -> {
                stream.reset();
                List<Answer> whole = new ArrayList<>();
                stream.accept(sound, 0, LENGTH, whole::add);
                assertEquals((LENGTH / 160 - stream.window()) / 10 + 1, whole.size());
                stream.reset();
                List<Answer> parts = new ArrayList<>();
                for (int from = 0; from < LENGTH; ) {
                  // None and single ones among them.
                  int count = Math.min(LENGTH - from, random.nextInt(4) * random.nextInt(200));
                  stream.accept(sound, from, count, parts::add);
                  from += count;
                }
                isSame(whole, parts, name + ", " + checkpoint.spec().features());
              });
    }
  }

  /** Beyond full scale a front end in integers clips, and what is no number is silence. */
  @Test
  void realNumbersThatAreNone() {
    short[] nearest = new short[LENGTH];
    float[] odd = new float[LENGTH];
    float[] silent = new float[LENGTH];
    SplittableRandom random = new SplittableRandom(15);
    float[] none = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int i = 0; i < LENGTH; i++) {
      float sample = (float) random.nextDouble(-1.5, 1.5);
      boolean number = random.nextInt(50) > 0;
      odd[i] = number ? sample : none[random.nextInt(3)];
      silent[i] = number ? sample : 0;
      nearest[i] = number ? Pcm16.of(sample) : 0;
    }
    for (Checkpoint checkpoint : networks()) {
      List<Answer> found = new ArrayList<>();
      AnswerStream.of(checkpoint).accept(odd, 0, LENGTH, found::add);
      List<Answer> expected = new ArrayList<>();
      AnswerStream.of(checkpoint).accept(silent, 0, LENGTH, expected::add);
      isSame(expected, found, "as if silent");
      if (checkpoint.spec().features().kind() == FrontEndKind.INTEGER) {
        expected.clear();
        AnswerStream.of(checkpoint).accept(nearest, 0, LENGTH, expected::add);
        isSame(expected, found, "rounded and clipped");
      }
    }
  }

  @Test
  void wrongCallsChangeNothing() {
    short[] sound = sounds().get("noise");
    for (Checkpoint checkpoint : networks()) {
      AnswerStream stream = AnswerStream.of(checkpoint);
      KeywordSpotter spotter =
          new KeywordSpotter(stream, StreamNetworks.eager(stream.classes(), 10));
      List<Detection> expected = new ArrayList<>();
      spotter.accept(sound, expected::add);
      assertEquals(10, AnswerStream.PERIOD);
      assertEquals((LENGTH / 160 - stream.window()) / 10 + 1, expected.size());
      spotter.reset();
      List<Detection> found = new ArrayList<>();
      spotter.accept(Arrays.copyOf(sound, 10_000), found::add);
      assertThrows(NullPointerException.class, () -> spotter.accept((short[]) null, found::add));
      assertThrows(NullPointerException.class, () -> spotter.accept((float[]) null, found::add));
      assertThrows(NullPointerException.class, () -> spotter.accept(sound, null));
      assertThrows(NullPointerException.class, () -> spotter.accept(new float[200], null));
      assertThrows(
          NullPointerException.class, () -> spotter.accept(sound, 0, 200, null, found::add));
      assertThrows(NullPointerException.class, () -> stream.accept(sound, 0, 200, null));
      assertThrows(NullPointerException.class, () -> stream.accept(new float[200], 0, 200, null));
      for (int[] range : new int[][] {{-1, 10}, {0, LENGTH + 1}, {LENGTH, 1}, {5, -1}}) {
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> stream.accept(sound, range[0], range[1], answer -> {}));
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> spotter.accept(sound, range[0], range[1], answer -> {}, found::add));
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> spotter.accept(new float[LENGTH], range[0], range[1], answer -> {}, found::add));
      }
      spotter.accept(new short[0], found::add);
      spotter.accept(new float[0], found::add);
      spotter.accept(Arrays.copyOfRange(sound, 10_000, LENGTH), found::add);
      assertEquals(expected, found);
    }
  }

  @Test
  void thresholdsMustBeOneForEachClass() {
    AnswerStream stream = AnswerStream.of(StreamNetworks.real(12));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new KeywordSpotter(
                stream, StreamNetworks.eager(List.of("a", "b", "c", "d", "e", "f"), 1)));
  }
}
