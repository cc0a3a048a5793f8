package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.FrontEndTables;
import org.keyspike.audio.StreamingIntegerLogMel;
import org.keyspike.audio.UnitFrameConsumer;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;
import org.keyspike.simulator.Counts;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.NetworkInput;

/** From the first sample to the last decision: what agrees is counted, what differs is named. */
class SoundVerificationTest {
  private static final int CLIPS = 8;
  private static final int FRAMES = GridCheckpoints.FRAMES;
  private static final int BANDS = GridCheckpoints.BANDS;
  private static final List<short[]> SAMPLES = SoundNetworks.clips(CLIPS, 5);
  private static final ClipSound SOUND = ClipSound.ofIntegers(SAMPLES);
  private static final Checkpoint NETWORK =
      SoundNetworks.behindIntegers(GridCheckpoints.keyword(22));
  private static final LabelledClips WHOLE = features(SoundNetworks.image(NETWORK).frontEnd());

  /** One that hears something in clip 3 at least. */
  private static final WeightImage IMAGE = hearing();

  private static LabelledClips features(FrontEndSettings settings) {
    FrontEnd frontEnd = FrontEnd.of(settings);
    List<float[]> features = new ArrayList<>();
    for (short[] samples : SAMPLES) {
      features.add(frontEnd.features(ClipSound.values(samples)));
    }
    return new LabelledClips(features, settings.bands(), new int[CLIPS]);
  }

  private static WeightImage hearing() {
    WeightImage image = SoundNetworks.image(NETWORK);
    return SoundNetworks.barelyHearing(
        image, Clips.quantized(NetworkInput.of(image.kept(KeptIndices.BANDS)).of(WHOLE), 3));
  }

  private static TestBench.Outcome outcome(Device device, LabelledClips features) {
    TestBench bench =
        new TestBench(
            IMAGE,
            SoundNetworks.TINY,
            Optional.empty(),
            TimingModel.analytical(IMAGE, SoundNetworks.TINY),
            device);
    try {
      return bench.run(
          TestClips.of(NetworkInput.of(IMAGE.kept(KeptIndices.BANDS)).of(features), SOUND),
          Optional.empty(),
          ProgressListener.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a device with another front end has first that differs. */
  private static String first(Supplier<UnitFrontEnd> other) {
    TestBench.Outcome outcome = outcome(new Device(other, IMAGE.detector()), WHOLE);
    assertFalse(outcome.identical());
    assertTrue(outcome.device().mismatches() > 0);
    return outcome.firstMismatch().orElseThrow();
  }

  private static String first(IntegerDetectorSettings other) {
    Device right = Device.of(IMAGE);
    TestBench.Outcome outcome = outcome(new Device(right.frontEnd(), Optional.of(other)), WHOLE);
    assertFalse(outcome.identical());
    assertEquals(0, outcome.machine().mismatches());
    return outcome.firstMismatch().orElseThrow();
  }

  private static UnitFrontEnd frontEnd(FrontEndTables tables, int exponent) {
    return UnitFrontEnd.of(
        new StreamingIntegerLogMel(tables, exponent, Optional.of(IMAGE.frontEnd().background())),
        UnitFrontEnd.bands(IMAGE));
  }

  /** Counted by hand. */
  @Test
  void everyNumberFromTheFirstSampleOnAgreesAndIsCounted() throws IOException {
    try (GradientEngine engine = VectorEngine.open(1)) {
      VerificationResult result =
          Verification.of(IMAGE)
              .on(SoundNetworks.TINY)
              .against(engine, NETWORK)
              .verify(WHOLE, SOUND);
      assertTrue(result.identical(), result::text);
      assertEquals(CLIPS, result.clips());
      assertEquals(CLIPS * FRAMES, result.frames());
      Compared compared = result.compared();
      assertEquals(CLIPS * SoundNetworks.SAMPLES, compared.samples());
      assertEquals(CLIPS * FRAMES * BANDS, compared.features());
      assertEquals(2 * CLIPS * 3, compared.logits());
      assertEquals(2 * CLIPS * 3, compared.posteriors());
      assertEquals(2 * CLIPS, compared.detections());
      assertTrue(result.detected() > 0);
      StreamAgreement stream = result.stream();
      assertEquals(CLIPS, stream.clips());
      assertEquals((CLIPS - 1) * FRAMES / 10 + 1, stream.answers());
      assertTrue(stream.detections() > 0);
      int answers = stream.answers();
      assertEquals(
          new Compared(
              CLIPS * SoundNetworks.SAMPLES,
              CLIPS * FRAMES * BANDS,
              0,
              0,
              0,
              0,
              3 * answers,
              3 * answers,
              answers),
          stream.comparison().compared());
      assertTrue(
          result.text().startsWith("identical: 8 clips, 25,600 samples, 960 features, "),
          result::text);
      assertTrue(
          result.text().contains(" (" + result.detected() + " clips detected); 0 differ\n"),
          result::text);
      assertTrue(
          result.text().contains("\nidentical sample by sample and all at once: 8 clips as one"),
          result::text);
    }
  }

  @Test
  void soundAloneIsEnough() throws IOException {
    Verification verification = Verification.of(IMAGE).on(SoundNetworks.TINY);
    VerificationResult alone = verification.verifySound(SAMPLES);
    VerificationResult labelled = verification.verify(WHOLE, SOUND);
    assertTrue(alone.identical(), alone::text);
    assertTrue(alone.accuracy().isEmpty());
    assertTrue(labelled.accuracy().isPresent());
    assertEquals(labelled.compared(), alone.compared());
    assertEquals(labelled.counts(), alone.counts());
    assertEquals(labelled.stream(), alone.stream());
  }

  @Test
  void aWrongGainIsSeenAndNamed() {
    int exponent = IMAGE.frontEnd().exponent();
    FrontEndTables tables = FrontEndTables.of(2 * BANDS);
    for (int other : new int[] {exponent - 1, exponent + 1}) {
      assertTrue(
          first(() -> frontEnd(tables, other))
              .matches(
                  "front end against the features scored: feature of clip 0, frame \\d+, band \\d+:"
                      + " found \\d+, expected \\d+"));
    }
    assertTrue(
        outcome(new Device(() -> frontEnd(tables, exponent), IMAGE.detector()), WHOLE).identical());
  }

  /** The first clip is right, the second begins with the background of the first. */
  @Test
  void aBackgroundThatRunsOnFromClipToClipIsSeenAndNamed() {
    float[] sound = ClipSound.values(SAMPLES.get(0));
    assertArrayEquals(
        UnitFrontEnd.of(IMAGE).clip(sound, BANDS), withStaleBackground().clip(sound, BANDS));
    String first = first(SoundVerificationTest::withStaleBackground);
    assertTrue(first.startsWith("front end against the features scored: feature of clip "), first);
  }

  private static UnitFrontEnd withStaleBackground() {
    StreamingIntegerLogMel running = new StreamingIntegerLogMel(IMAGE.frontEnd());
    UnitFrontEnd sound = UnitFrontEnd.of(running, UnitFrontEnd.bands(IMAGE));
    return new UnitFrontEnd() {
      @Override
      public void accept(float[] samples, int offset, int length, UnitFrameConsumer consumer) {
        sound.accept(samples, offset, length, consumer);
      }

      @Override
      public void reset() {
        running.gap();
      }
    };
  }

  /** Most entries move no feature by a whole unit when they are off by one; the first that does. */
  @Test
  void anEntryOfATableThatIsOffByOneIsSeenAndNamed() {
    FrontEndTables tables = FrontEndTables.of(2 * BANDS);
    int exponent = IMAGE.frontEnd().exponent();
    int at = 0;
    tables.cos()[at]++;
    while (heardAlike(frontEnd(tables, exponent))) {
      tables.cos()[at]--;
      at++;
      tables.cos()[at]++;
    }
    String first = first(() -> frontEnd(tables, exponent));
    assertTrue(first.startsWith("front end against the features scored: feature of clip "), first);
  }

  private static boolean heardAlike(UnitFrontEnd other) {
    UnitFrontEnd right = UnitFrontEnd.of(IMAGE);
    return SAMPLES.stream()
        .map(ClipSound::values)
        .allMatch(sound -> Arrays.equals(right.clip(sound, BANDS), other.clip(sound, BANDS)));
  }

  @Test
  void aFeatureThatIsOffByOneInTheStoreIsSeenAndNamed() {
    List<float[]> changed = new ArrayList<>(WHOLE.clips());
    float[] clip = changed.get(6).clone();
    int at = 13 * WHOLE.bands() + 5;
    clip[at] += clip[at] > 8 ? -1 / 16f : 1 / 16f;
    changed.set(6, clip);
    TestBench.Outcome outcome =
        outcome(Device.of(IMAGE), new LabelledClips(changed, WHOLE.bands(), new int[CLIPS]));
    assertEquals(1, outcome.device().features().mismatches());
    int known = FeatureQuantizer.quantize(clip[at]);
    int made = FeatureQuantizer.quantize(WHOLE.clips().get(6)[at]);
    assertEquals(1, Math.abs(known - made));
    assertEquals(
        "front end against the features scored: feature of clip 6, frame 13, band 5: found "
            + made
            + ", expected "
            + known,
        outcome.firstMismatch().orElseThrow());
  }

  /** In clip 3 the winner is as loud as it must be. */
  @Test
  void aThresholdThatIsOffByOneIsSeenAndNamed() {
    IntegerDetectorSettings right = IMAGE.detector().orElseThrow();
    int[] thresholds = right.thresholds().values().clone();
    for (int k = 0; k < thresholds.length; k++) {
      thresholds[k] = Math.min(IntegerDetectorSettings.ONE, thresholds[k] + 1);
    }
    assertEquals(
        "detector on the simulator's logits: detection of clip 3: found false, expected true",
        first(
            new IntegerDetectorSettings(
                right.smoothing(), right.refractoryFrames(), new IntegerVector(thresholds))));
  }

  /** One answer a clip shows neither; a stream does. */
  @Test
  void smoothingAndRefractoryTimeThatAreWrongAreSeenInTheStream() {
    IntegerDetectorSettings right = IMAGE.detector().orElseThrow();
    String smoothing =
        first(
            new IntegerDetectorSettings(
                right.smoothing() - 1, right.refractoryFrames(), right.thresholds()));
    assertTrue(
        smoothing.matches(
            "sample by sample: (score|label|detection) of the stream, frame \\d+: found .*"),
        smoothing);
    String refractory =
        first(new IntegerDetectorSettings(right.smoothing(), 0, right.thresholds()));
    assertTrue(
        refractory.matches(
            "sample by sample: detection of the stream, frame \\d+: found true, expected false"),
        refractory);
  }

  /** The logit comes first, though what the detector makes of it differs as well. */
  @Test
  void aLogitOfTheForwardPassThatDiffersMovesItsPosteriors() throws IOException {
    try (GradientEngine engine = VectorEngine.open(1)) {
      GradientEngine wrong = new ChangedActivity(engine, activity -> activity.logits()[4] += 1);
      VerificationResult result =
          Verification.of(IMAGE)
              .on(SoundNetworks.TINY)
              .against(wrong, NETWORK)
              .verify(WHOLE, SOUND);
      assertTrue(result.mismatches() > 1, result::text);
      assertTrue(
          result
              .firstMismatch()
              .orElseThrow()
              .startsWith(
                  "QAT forward against integer network: logit of clip 1, frame 19, step 0, class"
                      + " 1:"),
          result::text);
    }
  }

  @Test
  void aNetworkThatAnswersEveryFrameBeginsWithSamplesToo() throws IOException {
    WeightImage image =
        SoundNetworks.image(SoundNetworks.behindIntegers(GridCheckpoints.frameWise(4)));
    VerificationResult result =
        Verification.of(image).on(SoundNetworks.TINY).verifySound(SAMPLES.subList(0, 2));
    assertTrue(result.identical(), result::text);
    assertEquals(2 * SoundNetworks.SAMPLES, result.compared().samples());
    assertEquals(2 * FRAMES * 3, result.compared().logits());
    assertEquals(0, result.compared().detections());
    assertEquals(StreamAgreement.NONE, result.stream());
  }

  /** A float front end: its features are compared, but no device begins with these samples. */
  @Test
  void featuresOfRealNumbersAreComparedToo() throws IOException {
    WeightImage image = SoundNetworks.image(GridCheckpoints.keyword(1));
    LabelledClips whole = features(image.frontEnd());
    Verification verification = Verification.of(image).on(SoundNetworks.TINY);
    VerificationResult result = verification.verify(whole, SOUND);
    assertTrue(result.identical(), result::text);
    assertEquals(0, result.compared().samples());
    assertEquals(CLIPS * FRAMES * BANDS, result.compared().features());
    assertEquals(CLIPS, result.stream().clips());
    whole.clips().get(2)[11] += 0.5f;
    assertTrue(
        verification
            .verify(whole, SOUND)
            .firstMismatch()
            .orElseThrow()
            .startsWith(
                "front end against the features scored: feature of clip 2, frame 0, band"
                    + " 11:"));
  }

  @Test
  void soundThatCannotBeReadOrHasOtherFramesIsRefused() {
    Verification verification = Verification.of(IMAGE).on(SoundNetworks.TINY);
    InputException missing = new InputException("clip.wav", "nothing", "sound");
    assertEquals(
        missing,
        assertThrows(
            InputException.class,
            () ->
                verification.verify(
                    WHOLE,
                    clip -> {
                      throw missing;
                    })));
    assertEquals(
        "clip 0: sound of 19 frames, features of 20",
        assertThrows(
                IllegalArgumentException.class,
                () -> verification.verify(WHOLE, clip -> new float[SoundNetworks.SAMPLES - 1]))
            .getMessage());
  }

  @Test
  void knownAnswersAreCheckedFromTheFirstSampleToTheLastDetection() {
    TestBench bench = new TestBench(IMAGE, SoundNetworks.TINY, Optional.empty());
    KnownAnswers answers = KnownAnswers.ofSound(IMAGE, SAMPLES);
    KnownAgreement known = bench.known(answers);
    assertTrue(known.identical(), () -> known.first().toString());
    assertEquals(CLIPS * SoundNetworks.SAMPLES, known.compared().samples());
    assertEquals(answers.stream().size(), known.compared().detections());
    assertEquals(2 * CLIPS, known.traces().clips());

    short[] louder = answers.clips().get(1).samples();
    short before = louder[400];
    louder[400] = (short) (before > 0 ? before - 9000 : before + 9000);
    String first = bench.known(answers).first().orElseThrow();
    assertTrue(first.startsWith("feature of clip 1, frame 2, band "), first);
    louder[400] = before;

    answers.clips().get(2).trace().potentials().get(0)[3]++;
    first = bench.known(answers).first().orElseThrow();
    assertTrue(first.startsWith("potential of clip 2, frame 0, step 0, layer 0, neuron 3:"), first);
    answers.clips().get(2).trace().potentials().get(0)[3]--;

    DetectorAnswer last = answers.stream().get(answers.stream().size() - 1);
    last.posteriors()[2]++;
    assertEquals(1, bench.known(answers).stream().mismatches());
    assertEquals(
        "posterior of the stream, frame 160, class 2: found "
            + (last.posteriors()[2] - 1)
            + ", expected "
            + last.posteriors()[2],
        bench.known(answers).first().orElseThrow());
  }

  @Test
  void countsOfASimulationDoNotDependOnWhereFeaturesCameFrom() {
    Counts fromSound = outcome(Device.of(IMAGE), WHOLE).counts();
    assertEquals(fromSound, Verification.of(IMAGE).on(SoundNetworks.TINY).verify(WHOLE).counts());
    assertEquals(BackgroundSettings.WHOLE / 2, IMAGE.frontEnd().background().share());
    DeviceAgreement device = outcome(Device.of(IMAGE), WHOLE).device();
    assertEquals(Comparison.NONE.mismatches(), device.mismatches());
  }
}
