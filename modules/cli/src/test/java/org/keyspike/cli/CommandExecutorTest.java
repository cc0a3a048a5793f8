package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.pipeline.RunFolder;

class CommandExecutorTest {
  @TempDir Path folder;

  private List<String> command(RunGoal goal, RunTask.Step step) {
    List<String> all = new CommandExecutor(null, 1, folder).arguments(task(goal, step));
    assertEquals(folder.toString(), all.get(1));
    assertEquals(List.of("--cache=" + folder, "--quiet"), all.subList(all.size() - 2, all.size()));
    List<String> rest = new ArrayList<>(all.subList(0, all.size() - 2));
    rest.remove(1);
    return rest;
  }

  private RunTask task(RunGoal goal, RunTask.Step step) {
    return new RunTask(null, new RunFolder(folder), goal, step);
  }

  @Test
  void everyTaskIsACommand() {
    assertEquals(List.of("train"), command(RunGoal.TRAIN, RunTask.Step.LEARN));
    assertEquals(List.of("train", "--test"), command(RunGoal.TRAIN, RunTask.Step.TEST));
    List<String> compress = List.of("compress", "--until=quantize");
    assertEquals(compress, command(RunGoal.QUANTIZE, RunTask.Step.LEARN));
    assertEquals(compress, command(RunGoal.VERIFY, RunTask.Step.LEARN));
    assertEquals(
        List.of("compress", "--until=quantize", "--test"),
        command(RunGoal.QUANTIZE, RunTask.Step.TEST));
    assertEquals(List.of("run"), command(RunGoal.VERIFY, RunTask.Step.TEST));
    assertEquals(List.of("analyse"), command(RunGoal.TRAIN, RunTask.Step.ANALYSE));
  }

  @Test
  void aFailureIsTheLastComplaint() throws IOException {
    CommandLauncher fails =
        (arguments, jobs, said) -> {
          Files.writeString(said, "keyspike: first\nkeyspike: the disk is full\nat work\n");
          return 2;
        };
    List<Optional<String>> failures = new ArrayList<>();
    new CommandExecutor(fails, 1, folder)
        .perform(
            List.of(task(RunGoal.TRAIN, RunTask.Step.LEARN)),
            (task, failure) -> failures.add(failure));
    assertEquals(List.of(Optional.of("the disk is full")), failures);
  }
}
