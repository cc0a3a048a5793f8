package org.keyspike.cli.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.Detection;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.SoundSource;

class ListeningTest {
  private static final int CHUNK = 1_600;

  /** Anything is a word to it: two detections a second. */
  private static IntegerDetectorSettings eager(int classes) {
    int[] thresholds = new int[classes];
    Arrays.fill(thresholds, 300);
    return new IntegerDetectorSettings(1, 50, new IntegerVector(thresholds));
  }

  /** Sound in tenths of a second, in an array that is used again; breaks off, or ends. */
  private static final class MadeSound implements SoundSource {
    private final short[] samples;
    private final boolean breaks;
    private final short[] chunk = new short[CHUNK];
    private int at;

    MadeSound(short[] samples, boolean breaks) {
      this.samples = samples;
      this.breaks = breaks;
    }

    @Override
    public String name() {
      return "made sound";
    }

    @Override
    public boolean next(Sink sink) throws IOException {
      int length = Math.min(CHUNK, samples.length - at);
      if (length == 0 && breaks) {
        throw new IOException("the cable was pulled");
      }
      System.arraycopy(samples, at, chunk, 0, length);
      at += length;
      sink.accept(chunk, length);
      Arrays.fill(chunk, Short.MAX_VALUE);
      return at < samples.length || breaks;
    }

    @Override
    public void close() {}
  }

  private static short[] noise(int length) {
    SplittableRandom random = new SplittableRandom(5);
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) random.nextInt(-16_384, 16_384);
    }
    return samples;
  }

  private static KeywordSpotter spotter() {
    AnswerStream stream = AnswerStream.of(GridCheckpoints.keyword(3));
    return new KeywordSpotter(stream, eager(stream.classes().size()));
  }

  @Test
  void showsWhatASpotterDetectsInAllOfTheSound() throws IOException {
    short[] sound = noise(40_000);
    List<Detection> expected = new ArrayList<>();
    spotter().accept(sound, expected::add);
    assertTrue(expected.size() >= 4, "two a second");
    SpokenConsole said = new SpokenConsole(true, false);
    KeywordSpotter spotter = spotter();
    new Listening(spotter, new ListenView(said.console(), spotter.classes(), false))
        .to(new MadeSound(sound, false));
    List<String> lines = new ArrayList<>();
    SpokenConsole direct = new SpokenConsole(true, false);
    ListenView view = new ListenView(direct.console(), spotter.classes(), false);
    expected.forEach(view::detection);
    lines.addAll(direct.out());
    lines.add("{\"event\":\"end\",\"seconds\":2.5,\"detections\":" + expected.size() + "}");
    assertEquals(lines, said.out());
  }

  @Test
  void soundThatBreaksOffHasNoEnd() {
    SpokenConsole said = new SpokenConsole(true, false);
    KeywordSpotter spotter = spotter();
    Listening listening =
        new Listening(spotter, new ListenView(said.console(), spotter.classes(), false));
    IOException broken =
        assertThrows(IOException.class, () -> listening.to(new MadeSound(noise(16_000), true)));
    assertEquals("the cable was pulled", broken.getMessage());
    assertTrue(said.out().size() >= 1, "what was detected before was said");
    assertTrue(said.out().stream().noneMatch(line -> line.contains("\"end\",\"seconds\"")));
  }
}
