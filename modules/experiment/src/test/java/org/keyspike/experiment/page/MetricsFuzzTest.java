package org.keyspike.experiment.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.fuzz.Fuzzing;

/** Whatever is done to the metrics of a run, a report shows them or says what is wrong. */
class MetricsFuzzTest {
  private static final String LINE =
      "{\"stage\":\"train\",\"epoch\":1,\"learningRate\":0.01,\"loss\":1.5,\"trainAccuracy\":0.5,"
          + "\"validationLoss\":1.4,\"validationAccuracy\":0.6,\"encoderRate\":0.1,"
          + "\"rates\":[0.1,0.2],\"seconds\":1.5}\n";

  @Tag("slow")
  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void metrics(@ForAll long seed) throws Exception {
    Path folder = Files.createTempDirectory("metrics");
    RunFolder run = new RunFolder(folder);
    RunContents contents = new RunContents(run, null, null, null, null, null);
    byte[] valid = LINE.repeat(3).getBytes(StandardCharsets.UTF_8);
    try {
      Fuzzing.run(
          seed,
          (mutations, random) -> mutations.text(valid),
          content -> {
            Files.write(run.metrics(), content);
            LearningSection.of(contents);
          });
    } finally {
      Files.deleteIfExists(run.metrics());
      Files.delete(folder);
    }
  }
}
