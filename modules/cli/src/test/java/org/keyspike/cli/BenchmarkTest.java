package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.analysis.throughput.CaseResult;
import org.keyspike.analysis.throughput.HeapUse;
import org.keyspike.analysis.throughput.HostMachine;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;

class BenchmarkTest {
  private static final HostMachine MACHINE =
      new HostMachine("P", 2, 2, "os", "vm", "Java 17", "PyTorch", 64, 100, 2048);

  @Test
  void refusesACaseThatThereIsNot() {
    TinyRun.Said said = TinyRun.sayPlain("benchmark", "--case", "320-512-512-36@0.1");
    assertEquals(ExitCode.BAD_INPUT, said.code());
    assertTrue(said.err().contains("320-512-512-36@0.1"), said::err);
    assertTrue(said.err().contains("320-512-512-35@0.1"), said::err);
    assertEquals(1, said.err().lines().count(), said::err);
  }

  @Test
  void answersInTheFormThatIsPromised() throws IOException {
    BenchmarkCommand.Answer answer = new BenchmarkCommand.Answer(List.of(result()), MACHINE);
    JsonNode json = new ObjectMapper().readTree(Console.oneLine(answer));
    JsonNode first = json.get("cases").get(0);
    assertEquals("320-512-512-35", first.get("network").asText());
    assertEquals(0.1, first.get("spikeRate").asDouble());
    JsonNode speed = first.get("clipsPerSecond");
    assertEquals(100, speed.get("djl").asDouble());
    assertEquals(300, speed.get("vector").asDouble());
    assertEquals(200, speed.get("vectorScalar").asDouble());
    assertEquals(150, speed.get("denseBound").asDouble());
    assertTrue(json.get("machine").isObject());
  }

  private static CaseResult result() {
    return new CaseResult(
        "320-512-512-35",
        0.1,
        new CaseResult.ClipsPerSecond(100, Optional.of(300.0), 200, 150),
        new CaseResult.Load(List.of(0.1, 0.1), List.of(0.4, 0.4), 1_000_000),
        new CaseResult.Measurement(180, 1, 9, 1.1),
        Map.of("djl", new HeapUse(1 << 20, 1 << 21)));
  }
}
