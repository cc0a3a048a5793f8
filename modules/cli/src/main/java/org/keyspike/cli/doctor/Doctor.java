package org.keyspike.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** All checks, in the order in which one depends on another. */
public final class Doctor {
  private Doctor() {}

  /**
   * Does all checks.
   *
   * @param runs where run folders go
   * @param cache where what can be made again is kept
   */
  public static List<CheckResult> examine(Path runs, Path cache) {
    List<CheckResult> findings = new ArrayList<>();
    findings.add(check("Java", EnvironmentCheck::java));
    findings.add(check("SIMD", EngineCheck::simd));
    findings.add(check("native library", EngineCheck::nativeLibrary));
    findings.add(check("GPU", EngineCheck::gpu));
    findings.add(check("threads", EnvironmentCheck::threads));
    findings.add(check("memory", EnvironmentCheck::memory));
    findings.add(check("disk of runs", () -> DiskCheck.of("disk of runs", runs)));
    findings.add(check("disk of cache", () -> DiskCheck.of("disk of cache", cache)));
    findings.add(check(VoicesCheck.NAME, VoicesCheck::run));
    findings.add(check(ParityCheck.NAME, ParityCheck::run));
    findings.add(check(ImageCheck.NAME, ImageCheck::run));
    return findings;
  }

  /** A check's finding; whatever it throws, native libraries that do not load too, is one. */
  static CheckResult check(String name, Callable<CheckResult> check) {
    try {
      return check.call();
    } catch (Exception | LinkageError e) {
      Throwable cause =
          e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
      return CheckResult.red(
          name,
          "failed: " + String.valueOf(cause).strip().replaceAll("\\s*\\R\\s*", "; "),
          "see the lines above for what this depends on; else report it, with what keyspike doctor --json"
              + " says");
    }
  }
}
