package org.keyspike.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.doctor.CheckResult.Status;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.engine.djl.NativeLibrary;
import org.keyspike.engine.vector.Availability;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.explain.TraceCounts;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.StandInEngine;
import picocli.CommandLine.Help.Ansi;

/** Every check has good and bad news, and what is bad comes with what to do. */
class DoctorTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  private static void assertStatus(Status expected, CheckResult finding) {
    assertEquals(expected, finding.status(), finding.toString());
    assertEquals(expected == Status.FINE, finding.remedy().isEmpty(), finding.toString());
    assertFalse(finding.found().contains("\n"), finding.toString());
  }

  @Test
  void surroundings() {
    assertStatus(Status.FINE, EnvironmentCheck.java(17, "17"));
    assertStatus(Status.RED, EnvironmentCheck.java(11, "11"));
    assertStatus(Status.FINE, EnvironmentCheck.threads(2));
    assertStatus(Status.WARNING, EnvironmentCheck.threads(1));
    assertStatus(Status.FINE, EnvironmentCheck.memory(2 * GIB, 4 * GIB));
    assertStatus(Status.WARNING, EnvironmentCheck.memory(GIB / 2, 4 * GIB));
    assertStatus(Status.WARNING, EnvironmentCheck.memory(5 * GIB, 4 * GIB));
    assertStatus(Status.RED, EnvironmentCheck.memory(GIB / 8, 4 * GIB));
  }

  @Test
  void voices() {
    CheckResult all = VoicesCheck.judge(Map.of("espeak-ng", 800, "flite", 4, "festival", 3));
    assertStatus(Status.FINE, all);
    assertFalse(all.found().contains("apt-get"), all.found());
    CheckResult alone = VoicesCheck.judge(Map.of());
    assertStatus(Status.FINE, alone);
    assertTrue(alone.found().startsWith("freetts 1; "), alone.found());
    assertTrue(alone.found().contains("apt-get install espeak-ng"), alone.found());
  }

  @Test
  void disks() throws IOException {
    Path runs = Path.of("runs");
    assertStatus(Status.FINE, DiskCheck.judge("disk", runs, true, 20 * GIB));
    assertStatus(Status.WARNING, DiskCheck.judge("disk", runs, true, GIB));
    assertStatus(Status.RED, DiskCheck.judge("disk", runs, true, GIB / 100));
    assertStatus(Status.RED, DiskCheck.judge("disk", runs, false, 20 * GIB));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertStatus(Status.RED, DiskCheck.of("disk", file.resolve("runs")));
    assertTrue(DiskCheck.of("disk", folder.resolve("a/b/c")).found().contains("free in"));
  }

  @Test
  void engines() {
    assertStatus(Status.FINE, EngineCheck.simd(new Availability(true, "wide", "")));
    assertStatus(Status.WARNING, EngineCheck.simd(new Availability(false, "none", "add it")));
    assertStatus(Status.FINE, EngineCheck.gpu(new NativeLibrary("2", 0)));
    assertTrue(EngineCheck.gpu(new NativeLibrary("2", 3)).found().startsWith("3 "));
    Throwable missing = new IllegalStateException(new UnsatisfiedLinkError("no such\n library"));
    assertStatus(Status.RED, EngineCheck.unloaded(missing));
  }

  @Test
  void whatIsThrownIsRed() {
    CheckResult finding =
        Doctor.check(
            "some",
            () -> {
              throw new UnsatisfiedLinkError("gone");
            });
    assertStatus(Status.RED, finding);
    assertTrue(finding.found().contains("gone"), finding.found());
  }

  /** An engine that is wrong in the last gradient of every tensor. */
  private static final class Wrong extends StandInEngine {
    private final GradientEngine engine;

    Wrong(GradientEngine engine) {
      this.engine = engine;
    }

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      Gradients right = engine.gradients(spec, parameters, batch, objective);
      right.gradients().asMap().values().forEach(t -> t.data()[t.data().length - 1] += 1);
      return right;
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      return engine.forward(spec, parameters, batch, detail);
    }
  }

  @Test
  void parity() {
    assertStatus(Status.FINE, ParityCheck.run());
    try (GradientEngine vector = VectorEngine.open(1);
        GradientEngine djl = new DjlEngine(DjlEngine.Device.CPU, 1)) {
      assertStatus(Status.RED, ParityCheck.compare(new Wrong(vector), djl));
    }
  }

  @Test
  void integers() {
    assertStatus(Status.FINE, ImageCheck.run());
    assertStatus(
        Status.RED,
        ImageCheck.judge(
            new TraceAgreement(
                1, 100, new TraceCounts(4000, 4000, 990, 0, 10), 3, Optional.empty())));
  }

  @Test
  void text() {
    List<CheckResult> findings =
        List.of(CheckResult.fine("one", "good"), CheckResult.red("other", "bad", "mend it"));
    assertEquals(
        """
        fine    one    good
        red     other  bad
                       → mend it
        Red: 1, warnings: 0.\
        """,
        CheckResultsText.of(findings, Ansi.OFF).replace(System.lineSeparator(), "\n"));
    assertTrue(CheckResultsText.of(findings, Ansi.ON).contains("\u001b["));
    assertTrue(CheckResultsText.of(findings.subList(0, 1), Ansi.OFF).endsWith("All is fine."));
  }
}
