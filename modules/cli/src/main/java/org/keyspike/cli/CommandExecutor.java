package org.keyspike.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.run.RunTask;

/**
 * The work of runs as commands of this program, so many at a time: an engine allows one learner in
 * a process. What a command said lies in its run folder.
 *
 * @param launcher of the commands
 * @param jobs how many at a time
 * @param cache of data
 */
record CommandExecutor(CommandLauncher launcher, int jobs, Path cache) implements RunExecutor {
  private static final String ERROR = "keyspike: ";

  private record Ended(RunTask task, Optional<String> failure) {}

  @Override
  public void perform(List<RunTask> tasks, Listener listener) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    CompletionService<Ended> ended = new ExecutorCompletionService<>(pool);
    try {
      tasks.forEach(task -> ended.submit(() -> perform(task)));
      for (int i = 0; i < tasks.size(); i++) {
        Ended one = ended.take().get();
        listener.ended(one.task, one.failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the sweep was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Ended perform(RunTask task) throws IOException, InterruptedException {
    Path said = task.folder().said();
    int code = launcher.run(arguments(task), jobs, said);
    return new Ended(task, code == 0 ? Optional.empty() : Optional.of(reason(code, said)));
  }

  /** The command that does a task; its run folder holds the recipe already. */
  List<String> arguments(RunTask task) {
    List<String> arguments = new ArrayList<>();
    String run = task.folder().path().toAbsolutePath().toString();
    if (task.step() == RunTask.Step.ANALYSE) {
      arguments.addAll(List.of("analyse", run));
    } else if (task.step() == RunTask.Step.TEST && task.goal() == RunGoal.VERIFY) {
      arguments.addAll(List.of("run", run));
    } else {
      arguments.addAll(
          task.goal() == RunGoal.TRAIN
              ? List.of("train", run)
              : List.of("compress", run, "--until=quantize"));
      if (task.step() == RunTask.Step.TEST) {
        arguments.add("--test");
      }
    }
    arguments.addAll(List.of("--cache=" + cache.toAbsolutePath(), "--quiet"));
    return arguments;
  }

  /** The line in which it said what went wrong. */
  private static String reason(int code, Path said) throws IOException {
    String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> line.startsWith(ERROR))
        .reduce((first, second) -> second)
        .map(line -> line.substring(ERROR.length()))
        .orElseGet(() -> "ended with code " + code + ", see " + said);
  }
}
