package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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
