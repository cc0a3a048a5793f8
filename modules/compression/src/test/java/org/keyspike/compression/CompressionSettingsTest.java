package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.SpecException;
import org.keyspike.training.RateSettings;

class CompressionSettingsTest {
  @Test
  void theListOfPruningsIsItsOwn() {
    List<PruningSettings> prunings = new ArrayList<>();
    prunings.add(new PruningSettings.Streams(2, 0.001));
    CompressionSettings settings =
        new CompressionSettings(
            prunings,
            new QuantizationSettings(4, 16, Scales.ERROR, 0, 0.001),
            new RecoverySettings(0, 2, 0, 0, 0));
    prunings.clear();
    assertEquals(List.of(new PruningSettings.Streams(2, 0.001)), settings.pruning());
  }

  /**
   * Keys of stages are hashed from these texts: later keys are not in them unless they are used.
   */
  @Test
  void textsOfEarlierSettingsStayWhatTheyWere() {
    assertEquals(
        "{\"kind\":\"weights\",\"matrices\":[],\"scope\":\"matrix\",\"sparsity\":0.4,"
            + "\"regrowth\":0.0,\"steps\":1,\"epochs\":4,\"learningRate\":0.001}",
        text(new PruningSettings.Weights(null, null, 0.4, null, null, null, 0.0, null, 4, 0.001)));
    assertEquals(
        "{\"kind\":\"neurons\",\"layers\":[],\"keep\":128,\"multipleOf\":1,"
            + "\"saliency\":\"activity\",\"steps\":4,\"epochs\":16,\"learningRate\":0.002}",
        text(new PruningSettings.Neurons(null, 128, null, null, null, 4, 16, 0.002)));
    assertEquals(
        "{\"kind\":\"bands\",\"sparsity\":0.5,\"saliency\":\"second-order\",\"steps\":10,"
            + "\"epochs\":4,\"learningRate\":0.002,\"ramp\":0.5}",
        text(
            new PruningSettings.Bands(
                null, 0.5, Saliency.SECOND_ORDER, new PruningSchedule(null, 4, 0.002, 0.5))));
    assertEquals(
        "{\"kind\":\"streams\",\"epochs\":2,\"learningRate\":0.001}",
        text(new PruningSettings.Streams(2, 0.001)));
    RateSettings none = RateSettings.NONE;
    assertEquals(
        new RecoverySettings(0.5, 2, 0, none).identity(),
        new RecoverySettings(0.5, 2, 0, none, Path.of("teacher")).identity(),
        "where a teacher lies decides nothing");
  }

  private static String text(PruningSettings settings) {
    return RecordWriter.json(settings);
  }

  @Test
  void recoveryThatCannotBeIsRefusedByItsKey() {
    refused("distillation", () -> new RecoverySettings(1.5, 2, 0, 0, 0));
    refused("temperature", () -> new RecoverySettings(0.5, 0, 0, 0, 0));
    refused("patience", () -> new RecoverySettings(0.5, 2, -1, 0, 0));
  }

  /** Keys of stages are hashed from it: what is new must not change what is old. */
  @Test
  void theIdentityHasLaterKeysOnlyWhereTheyAreUsed() {
    assertEquals(
        "{\"distillation\":0.5,\"temperature\":3.0,\"patience\":1,\"rateWeight\":4.0,"
            + "\"rateTarget\":0.125}",
        new RecoverySettings(0.5, 3, 1, 4, 0.125).identity());
    RateSettings cycles = new RateSettings(0, 0, List.of(), 0, 600);
    assertEquals(
        "{\"distillation\":0.0,\"temperature\":2.0,\"patience\":0,\"rateWeight\":0.0,"
            + "\"rateTarget\":0.0,\"cycleBudget\":600.0}",
        new RecoverySettings(0, 2, 0, cycles).identity());
  }

  private static void refused(String key, Executable made) {
    SpecException e = assertThrows(SpecException.class, made);
    assertEquals("compression.recovery." + key, e.field());
  }
}
