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
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.Detection;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.SoundSource;

class ListeningTest {
  private static final int CHUNK = 1_600;

  /** Anything is a word to it: two detections a second. */
  private static final DetectorSettings EAGER = new DetectorSettings(0.01, 1, 500);

  /** Sound in tenths of a second, in an array that is used again; breaks off, or ends. */
  private static final class MadeSound implements SoundSource {
    private final float[] samples;
    private final boolean breaks;
    private final float[] chunk = new float[CHUNK];
    private int at;

    MadeSound(float[] samples, boolean breaks) {
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
      Arrays.fill(chunk, Float.NaN);
      return at < samples.length || breaks;
    }

    @Override
    public void close() {}
  }

  private static float[] noise(int length) {
    SplittableRandom random = new SplittableRandom(5);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return samples;
  }

  private static KeywordSpotter spotter() {
    return new KeywordSpotter(AnswerStream.of(GridCheckpoints.keyword(3)), EAGER);
  }

  @Test
  void showsWhatASpotterDetectsInAllOfTheSound() throws IOException {
    float[] sound = noise(40_000);
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
