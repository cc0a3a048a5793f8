package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.network.SpecException;

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
    refused("rateWeight", () -> new RecoverySettings(0.5, 2, 0, -1, 0));
    refused("rateTarget", () -> new RecoverySettings(0.5, 2, 0, 0, 1));
  }

  private static void refused(String key, Executable made) {
    SpecException e = assertThrows(SpecException.class, made);
    assertEquals("compression.recovery." + key, e.field());
  }
}
