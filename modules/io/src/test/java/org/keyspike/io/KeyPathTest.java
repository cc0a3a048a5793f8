package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPathTest {
  @ParameterizedTest
  @CsvSource({
    "network.surrogate,     slope,                       network.surrogate.slope",
    "network.surrogate,     surrogate.slope,             network.surrogate.slope",
    "network.surrogate,     network.surrogate.slope,     network.surrogate.slope",
    "network.neuron,        neuron,                      network.neuron",
    "training,              training.epochs,             training.epochs",
    "training,              epochs,                      training.epochs",
    "compression.pruning[0], compression.pruning.epochs, compression.pruning[0].epochs",
    "compression.pruning[0], compression.pruning,        compression.pruning[0]",
    "'',                    seeds,                       seeds",
    "'',                    questions.a,                 questions.a",
    "network,               encoder.kind,                network.encoder.kind"
  })
  void aNameIsFoundWithinAPath(String path, String name, String full) {
    assertEquals(full, KeyPath.within(path, name));
  }
}
