package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/** The README's example does what it says, and is the one that is tested. */
class SpottingExampleTest {
  private static final String BEGINS = "// README begins";
  private static final String ENDS = "// README ends";

  @TempDir Path folder;

  @Test
  void printsWhatIsHeard() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      // 2.5 seconds of silence.
      SpottingExample.spot(alwaysYes().toString(), new ByteArrayInputStream(new byte[80_000]));
    } finally {
      System.setOut(before);
    }
    assertEquals(
        List.of("yes at 1.0 s", "yes at 2.0 s"),
        printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void standsInTheReadmeLineForLine() throws IOException {
    List<String> source =
        Files.readAllLines(Path.of("src/test/java/org/keyspike/spotting/SpottingExample.java"));
    List<String> tested =
        source.stream()
            .dropWhile(line -> !line.strip().equals(BEGINS))
            .skip(1)
            .takeWhile(line -> !line.strip().equals(ENDS))
            .map(line -> line.substring(Math.min(2, line.length())))
            .toList();
    List<String> shown =
        Files.readAllLines(Path.of("../../README.md")).stream()
            .dropWhile(line -> !line.equals("```java"))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .toList();
    assertEquals(String.join("\n", tested), String.join("\n", shown));
  }

  /** A checkpoint that says yes to everything. */
  private Path alwaysYes() throws IOException {
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(4, 1),
            new EncoderSpec.Direct(),
            List.of(
                new LayerSpec(2, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
            new ReadoutSpec.Keyword(2, 2, 100),
            1,
            null);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      tensors.put(parameter.name(), Tensor.zeros(parameter.shape()));
    }
    tensors.get(Names.OUTPUT_BIAS).data()[1] = 9;
    Path file = folder.resolve("yes.safetensors");
    new Checkpoint(spec, List.of("no", "yes"), new Parameters(tensors), Map.of()).write(file);
    return file;
  }
}
