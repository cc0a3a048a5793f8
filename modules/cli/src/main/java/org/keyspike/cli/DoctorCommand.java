package org.keyspike.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.cli.doctor.CheckResult;
import org.keyspike.cli.doctor.CheckResultsText;
import org.keyspike.cli.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The command {@code doctor}: whether this machine can run Keyspike. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Looks whether Java, engines, memory and disk are as they should be, whether both engines find"
            + " the same gradients, and whether integer network and simulator say the same of a tiny"
            + " image; and says what to do where not. Exit code 1 if something does not work.")
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private CacheOption cache;
  @Mixin private OutputOptions output;

  private record Answer(boolean works, List<CheckResult> findings) {}

  @Override
  public Integer call() {
    List<CheckResult> findings = Doctor.examine(Path.of("runs"), cache.folder());
    boolean works =
        findings.stream().noneMatch(finding -> finding.status() == CheckResult.Status.RED);
    output
        .console(keyspike)
        .answer(new Answer(works, findings), CheckResultsText.of(findings, Ansi.AUTO));
    return works ? ExitCode.DONE : ExitCode.NO;
  }
}
