package org.keyspike.analysis.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Utterance;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.LaidStream;
import org.keyspike.synthesis.Negatives;
import org.keyspike.synthesis.RecordedNoise;

/** A network of a fifth of a second that nobody trained, in noise. */
@Tag("slow")
class StreamEvaluationTest {
  private static final int RATE = 16_000;
  private static final int TOLERANCE = 300;
  private static final IntegerDetectorSettings DETECTOR =
      new IntegerDetectorSettings(1, 50, new IntegerVector(13_107, 13_107, 0));

  @TempDir Path folder;

  /** Pieces of noise with clips at every third second. */
  private record Noise(int pieces, int seconds, int perPiece, long seed) implements Negatives {
    Noise(int pieces, int seconds, int perPiece) {
      this(pieces, seconds, perPiece, 0);
    }

    @Override
    public String name() {
      return "made noise";
    }

    @Override
    public int room(int piece) {
      return perPiece;
    }

    @Override
    public Reader reader() {
      return (piece, clips) -> {
        float[] samples = noise(seconds * RATE, 0.01, 1_000 * seed + piece);
        List<LaidStream.Laid> laid = new ArrayList<>();
        for (LaidStream.Clip clip : clips) {
          int at = 3 * RATE * (laid.size() + 1);
          System.arraycopy(clip.samples(), 0, samples, at, clip.samples().length);
          laid.add(new LaidStream.Laid(clip, at));
        }
        return new LaidStream(samples, laid);
      };
    }
  }

  private static float[] noise(int length, double level, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) random.nextDouble(-level, level);
    }
    return samples;
  }

  private static NetworkFile model() {
    Checkpoint checkpoint = GridCheckpoints.keyword(3);
    WeightImage image =
        WeightImage.of(
                Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()),
                List.of("go", "stop", "_silence_"),
                Map.of(),
                16)
            .withKept(checkpoint.kept());
    return new NetworkFile.Packed(image);
  }

  /** Two clips a class, of a second each: a loud half in silence. */
  private List<Utterance> clips() throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      float[] samples = new float[RATE];
      System.arraycopy(noise(RATE / 2, 0.5, i), 0, samples, RATE / 4, RATE / 2);
      Path file = folder.resolve("clip" + i + ".wav");
      AudioFiles.writeWav(file, new AudioClip(samples, RATE));
      clips.add(new Utterance("clip" + i, file, 0, RATE, new int[] {i % 3}));
    }
    return clips;
  }

  private StreamFindings evaluate(
      Negatives negatives, Optional<RecordedNoise> noise, int threads, Optional<Path> to)
      throws IOException {
    return evaluate(negatives, Optional.of(new Noise(2, 10, 0, 1)), noise, threads, to);
  }

  private StreamFindings evaluate(
      Negatives negatives,
      Optional<Negatives> other,
      Optional<RecordedNoise> noise,
      int threads,
      Optional<Path> to)
      throws IOException {
    return StreamEvaluation.of(
        model(),
        clips(),
        List.of(),
        new StreamSound(List.of(negatives), other),
        noise,
        noise.isEmpty() ? List.of() : List.of("hum.wav"),
        new StreamEvaluation.Settings(DETECTOR, true, TOLERANCE, 1, threads),
        to,
        ProgressListener.NONE);
  }

  @Test
  void keywordsAreLaidAndTheRestOfTheSoundIsWithoutWords() throws IOException {
    StreamFindings findings = evaluate(new Noise(2, 10, 2), Optional.empty(), 1, Optional.empty());
    StreamFindings.Kind kind = findings.kinds().get(0);
    assertEquals("made noise", kind.name());
    assertEquals(2, kind.streams());
    assertEquals(Optional.empty(), kind.leftOut());
    StreamFindings.Point point = kind.points().get(0);
    assertEquals("as in the image", point.chosen());
    assertEquals(13_107 / 32_768.0, point.threshold());
    assertEquals(4, point.words().words(), "clips of _silence_ are no words");
    // From the first answer, at 0.2 s, to the end, without four words of about half a second.
    double most = 2 * (10 - 0.2) - 4 * TOLERANCE / 1e3;
    double hours = point.alarms().hours();
    assertTrue(hours * 3600 < most - 4 * 0.4 && hours * 3600 > most - 4 * 0.7, "" + hours * 3600);
    assertEquals(point.alarms().falseAlarms() / hours, point.alarms().perHour(), 1e-9);
    int words = point.words().words() - point.words().missed();
    int all = words + point.words().confusions() + point.words().repeats();
    assertEquals(all + point.alarms().falseAlarms(), findings.parity().detections());
    assertEquals(0, findings.parity().unexplained());
  }

  @Test
  void clipsStayOutWhereThereIsNoRoom() throws IOException {
    StreamFindings findings = evaluate(new Noise(1, 10, 1), Optional.empty(), 1, Optional.empty());
    assertEquals(1, findings.kinds().get(0).points().get(0).words().words());
  }

  @Test
  void shortSoundTellsNoRareFalseAlarms() throws IOException {
    StreamFindings findings = evaluate(new Noise(2, 10, 0), Optional.empty(), 1, Optional.empty());
    assertEquals(1, findings.kinds().get(0).points().size());
    assertEquals(
        List.of(
            "10 an hour in other made noise: cannot be told, that takes 0.300 h, and there were 0.01",
            "1 an hour in other made noise: cannot be told, that takes 3.00 h, and there were 0.01",
            "0.1 an hour in other made noise: cannot be told, that takes 30.0 h, and there were 0.01"),
        findings.unreached());
  }

  @Test
  void threadsChangeNothing() throws IOException {
    Negatives negatives = new Noise(5, 6, 1);
    assertEquals(
        evaluate(negatives, Optional.empty(), 1, Optional.empty()),
        evaluate(negatives, Optional.empty(), 3, Optional.empty()));
  }

  /**
   * Thresholds come from sound that is not reported: 0.4 h of it tell ten false alarms an hour, and
   * what they give is counted in other sound.
   */
  @Test
  void thresholdsAreChosenInOtherSound() throws IOException {
    Negatives reported = new Noise(2, 10, 2);
    StreamFindings findings =
        evaluate(
            reported, Optional.of(new Noise(24, 60, 0, 2)), Optional.empty(), 2, Optional.empty());
    StreamFindings.Choosing choosing = findings.choosing().orElseThrow();
    assertEquals("other made noise", choosing.sound());
    assertEquals(0.4, choosing.hours(), 0.01);
    List<StreamFindings.Point> points = findings.kinds().get(0).points();
    assertEquals(
        List.of("as in the image", "10 an hour in other made noise"),
        points.stream().map(StreamFindings.Point::chosen).toList());
    points.forEach(point -> assertTrue(point.alarms().hours() < 0.01, "20 s are reported"));
    assertEquals(
        Optional.empty(),
        evaluate(reported, Optional.empty(), Optional.empty(), 1, Optional.empty()).choosing(),
        "without other sound no threshold is chosen");
    assertThrows(
        IllegalArgumentException.class,
        () -> new StreamSound(List.of(reported), Optional.of(reported)));
  }

  @Test
  void filesHoldAllThresholds() throws IOException {
    Path to = folder.resolve("stream");
    StreamFindings findings = evaluate(new Noise(2, 10, 2), Optional.empty(), 1, Optional.of(to));
    assertEquals(RecordWriter.json(findings), Files.readString(to.resolve("stream.json")));
    List<String> rows = Files.readAllLines(to.resolve("det.csv"));
    assertEquals(
        "part,sound,threshold,words,missed,confusions,falseAlarms,hours,perHour", rows.get(0));
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("choosing,")), "both parts are there");
    rows = rows.stream().filter(row -> !row.startsWith("choosing,")).toList();
    double threshold = 2;
    int alarms = 0;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      assertEquals("made noise", cells[1].replace("\"", ""));
      assertTrue(Double.parseDouble(cells[2]) < threshold, row);
      threshold = Double.parseDouble(cells[2]);
      assertEquals("4", cells[3]);
      alarms = Math.max(alarms, Integer.parseInt(cells[6]));
    }
    assertTrue(rows.get(1).contains(",1.0,"), "the strictest threshold stands first");
    assertEquals(alarms > 0, Files.exists(to.resolve("det.png")));
  }

  @Test
  void clipsAreAlsoTriedInRecordedNoise() throws IOException {
    Path hum = folder.resolve("hum.wav");
    AudioFiles.writeWav(hum, new AudioClip(noise(3 * RATE, 0.1, 9), RATE));
    RecordedNoise noise = RecordedNoise.read(List.of(hum));
    StreamFindings findings =
        evaluate(new Noise(1, 10, 2), Optional.of(noise), 2, Optional.empty());
    assertEquals(5, findings.noise().size(), "without noise, and at four ratios");
    assertEquals(List.of("hum.wav"), findings.recordings());
  }

  @Test
  void refusesSoundThatIsAllWords() {
    InputException refused =
        assertThrows(
            InputException.class,
            () -> evaluate(new Noise(1, 0, 0), Optional.empty(), 1, Optional.empty()));
    assertTrue(
        refused.getMessage().contains("no second of sound without words"), refused::getMessage);
  }
}
