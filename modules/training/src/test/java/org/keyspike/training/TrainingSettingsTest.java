package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.audio.AcousticsSettings;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.CurriculumSettings;
import org.keyspike.audio.RandomRange;
import org.keyspike.network.SpecException;

class TrainingSettingsTest {
  private static final EngineSettings COMPUTE = new EngineSettings("djl", "gpu", 3);
  private static final DescentSettings DESCENT = new DescentSettings(Schedule.COSINE, 0.5, 0.25, 2);
  private static final LossSettings LOSS = new LossSettings(0.125, 0.0625, 4, 0.75);

  private static TrainingSettings settings(int epochs, int batch, double averaging, int patience) {
    return new TrainingSettings(
        COMPUTE,
        new DfaTrace(),
        epochs,
        batch,
        DESCENT,
        LOSS,
        averaging,
        patience,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  /** States of interrupted trainings are found by this text. */
  @Test
  void theTextHasAllKeysSideBySide() {
    assertEquals(
        "TrainingSettings[engine=djl, device=gpu, threads=3, rule=DfaTrace[], epochs=7,"
            + " batchSize=8, schedule=COSINE, learningRate=0.5, weightDecay=0.25, gradientClip=2.0,"
            + " rateWeight=0.125, rateTarget=0.0625, layerRates=[], cycleWeight=0.0, cycleBudget=0.0,"
            + " encoderRateWeight=4.0, labelSmoothing=0.75,"
            + " averaging=0.5, patience=9, augmentation="
            + AugmentationSettings.NONE
            + ", audioAugmentation="
            + AudioAugmentationSettings.NONE
            + "]",
        settings(7, 8, 0.5, 9).toString());
  }

  @Test
  void fineTuningChangesFiveKeysAndNoMore() {
    TrainingSettings tuned =
        settings(7, 8, 0.5, 9).fineTuning(2, 0.01, 3, new RateSettings(0.5, 0.25));
    assertEquals(
        new TrainingSettings(
            COMPUTE,
            new DfaTrace(),
            2,
            8,
            new DescentSettings(Schedule.COSINE, 0.01, 0.25, 2),
            new LossSettings(0.5, 0.25, 4, 0.75),
            0.5,
            3,
            AugmentationSettings.NONE,
            AudioAugmentationSettings.NONE),
        tuned);
    assertEquals(settings(4, 8, 0.5, 9), settings(7, 8, 0.5, 9).withEpochs(4));
  }

  /** The way from clean to loud is gone once; what is fine-tuned has come to its end. */
  @Test
  void fineTuningIsAtFullStrength() {
    AcousticsSettings none = AcousticsSettings.NONE;
    AudioAugmentationSettings growing =
        AudioAugmentationSettings.NONE.with(
            new AcousticsSettings(
                none.room(), none.madeNoise(), none.microphone(), new CurriculumSettings(9, 0)));
    TrainingSettings usual = TrainingSettings.USUAL;
    TrainingSettings settings =
        new TrainingSettings(
            COMPUTE, new Bptt(), 9, 8, DESCENT, LOSS, 0, 0, usual.augmentation(), growing);
    assertEquals(growing, settings.withEpochs(5).audioAugmentation());
    assertEquals(
        AudioAugmentationSettings.NONE,
        settings.fineTuning(2, 0.01, 3, new RateSettings(0.5, 0.25)).audioAugmentation());
    assertEquals(growing, settings.withoutCycles().audioAugmentation());
    assertTrue(settings.identity().contains("curriculum"), settings.identity());
    assertFalse(usual.identity().contains("curriculum"), usual.identity());
  }

  @Test
  void aRampGoesToItsEndAtItsPeak() {
    TrainingSettings ramp = settings(7, 8, 0.5, 9).ramp();
    assertEquals(0, ramp.patience());
    assertEquals(7, ramp.epochs());
    assertEquals(new DescentSettings(Schedule.CONSTANT, 0.5, 0.25, 2), ramp.descent());
    assertEquals(LOSS, ramp.loss());
    assertEquals(
        settings(7, 8, 0.5, 9),
        settings(7, 8, 0.5, 9).withSchedule(Schedule.PLATEAU).withSchedule(Schedule.COSINE));
  }

  /** Who teaches is known by a hash of its own, and where it lies by nobody. */
  @Test
  void theIdentityHasHowMuchATeacherCountsAndNotItsPlace() {
    TrainingSettings alone = settings(7, 8, 0.5, 9);
    TrainingSettings here = taught(new DistillationSettings(Path.of("here"), 0.25, 3));
    assertEquals(alone.identity(), taught(new DistillationSettings(null, 0.25, 3)).identity());
    assertEquals(
        here.identity(), taught(new DistillationSettings(Path.of("there"), 0.25, 3)).identity());
    assertEquals(alone.identity() + " taught by 0.25 at 3.0", here.identity());
    assertEquals(alone.toString(), here.toString());
    assertEquals(alone, here.untaught());
    assertFalse(alone.identity().contains("distillation"));
  }

  private static TrainingSettings taught(DistillationSettings by) {
    return new TrainingSettings(
        COMPUTE,
        new DfaTrace(),
        7,
        8,
        DESCENT,
        new LossSettings(new RateSettings(0.125, 0.0625), 4, 0.75, 0, by),
        0.5,
        9,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  private static LossSettings smoothed(double labels, double states) {
    return new LossSettings(RateSettings.NONE, 0, labels, states, DistillationSettings.NONE);
  }

  /** Networks that were trained before the key was there keep what they are known by. */
  @Test
  void smoothingOverStatesIsKnownWhereThereIsSome() {
    TrainingSettings none = with(smoothed(0.25, 0));
    TrainingSettings some = with(smoothed(0.25, 0.5));
    assertFalse(none.identity().contains("stateSmoothing"), none::identity);
    assertFalse(none.toString().contains("stateSmoothing"), none::toString);
    assertTrue(some.identity().contains("\"stateSmoothing\":0.5"), some::identity);
    assertTrue(some.toString().contains("labelSmoothing=0.25, stateSmoothing=0.5,"));
    assertEquals(0.5, some.fineTuning(1, 0.1, 0, RateSettings.NONE).loss().stateSmoothing());
    assertEquals(0.5, some.untaught().loss().stateSmoothing());
  }

  private static TrainingSettings with(LossSettings loss) {
    return new TrainingSettings(
        COMPUTE,
        new DfaTrace(),
        7,
        8,
        DESCENT,
        loss,
        0.5,
        9,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  @Test
  void clipsRepeatWhereNothingVariesThem() {
    assertTrue(settings(7, 8, 0.5, 9).repeatsClips());
    AugmentationSettings[] varied = {
      new AugmentationSettings(1, 0, 0, 0, 0),
      new AugmentationSettings(0, 1, 1, 0, 0),
      new AugmentationSettings(0, 0, 0, 1, 1)
    };
    for (AugmentationSettings one : varied) {
      assertFalse(with(one, AudioAugmentationSettings.NONE).repeatsClips(), one::toString);
    }
    assertTrue(
        with(new AugmentationSettings(0, 1, 0, 0, 1), AudioAugmentationSettings.NONE)
            .repeatsClips(),
        "masks of nothing");
    RandomRange never = new RandomRange(0, 0, 0);
    AudioAugmentationSettings louder =
        new AudioAugmentationSettings(
            new RandomRange(0, 1, 1), never, never, never, never, new RandomRange(0.5, 0, 3));
    assertFalse(with(AugmentationSettings.NONE, louder).repeatsClips());
  }

  /** Who watches a training has no say in what it is known by. */
  @Test
  void tensorBoardChangesNothing() {
    TrainingSettings plain = settings(3, 8, 0, 0);
    TrainingSettings watched =
        new TrainingSettings(
            new EngineSettings(
                plain.compute().engine(),
                plain.compute().device(),
                plain.compute().threads(),
                true),
            plain.rule(),
            plain.epochs(),
            plain.batchSize(),
            plain.descent(),
            plain.loss(),
            plain.averaging(),
            plain.patience(),
            plain.augmentation(),
            plain.audioAugmentation());
    assertNotEquals(plain, watched);
    assertEquals(plain.identity(), watched.identity());
    assertEquals(plain.toString(), watched.toString());
    assertFalse(watched.identity().contains("tensorboard"), watched::identity);
    assertTrue(watched.fineTuning(1, 0.1, 0, plain.loss().rates()).compute().tensorboard());
  }

  private static TrainingSettings with(
      AugmentationSettings features, AudioAugmentationSettings audio) {
    return new TrainingSettings(
        COMPUTE, new DfaTrace(), 7, 8, DESCENT, LOSS, 0.5, 9, features, audio);
  }

  @Test
  void theUsualValuesAreThoseOfTheParts() {
    assertEquals(EngineSettings.USUAL, TrainingSettings.USUAL.compute());
    assertEquals(new EngineSettings("auto", "cpu", 0), TrainingSettings.USUAL.compute());
    assertEquals(
        new DescentSettings(Schedule.ONE_CYCLE, 0.002, 0.01, 1), TrainingSettings.USUAL.descent());
    assertEquals(new LossSettings(0, 0, 0, 0), TrainingSettings.USUAL.loss());
  }

  @Test
  void whatCannotBeIsRefusedByItsKey() {
    refused("device", () -> new EngineSettings("auto", "tpu", 0));
    refused("threads", () -> new EngineSettings("auto", "cpu", -1));
    refused("learningRate", () -> new DescentSettings(Schedule.COSINE, 0, 0, 1));
    refused("learningRate", () -> DescentSettings.USUAL.withLearningRate(Double.NaN));
    refused("weightDecay", () -> new DescentSettings(Schedule.COSINE, 1, -0.1, 1));
    refused("gradientClip", () -> new DescentSettings(Schedule.COSINE, 1, 0, 0));
    refused("encoderRateWeight", () -> new LossSettings(0, 0, -1, 0));
    refused("labelSmoothing", () -> new LossSettings(0, 0, 0, 1));
    refused("stateSmoothing", () -> smoothed(0, -0.1));
    refused("stateSmoothing", () -> smoothed(0.5, 0.5));
    refused("distillation.weight", () -> new DistillationSettings(null, 0, 2));
    refused("distillation.weight", () -> new DistillationSettings(null, 1.1, 2));
    refused("distillation.temperature", () -> new DistillationSettings(null, 1, 0));
    refused("epochs", () -> settings(0, 8, 0, 0));
    refused("batchSize", () -> settings(1, 0, 0, 0));
    refused("averaging", () -> settings(1, 8, 1, 0));
    refused("patience", () -> settings(1, 8, 0, -1));
  }

  private static void refused(String key, Executable made) {
    assertEquals("training." + key, assertThrows(SpecException.class, made).field());
  }
}
