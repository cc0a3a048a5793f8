package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keyspike.io.ProgressListener;

/** Runs a command on many run folders, so many at a time. */
final class RunWorkers {
  private static final String ERROR = "keyspike: ";

  private final CommandLauncher launcher;
  private final int jobs;
  private final Path cache;
  private final ProgressListener progress;

  RunWorkers(CommandLauncher launcher, int jobs, Path cache, ProgressListener progress) {
    this.launcher = launcher;
    this.jobs = jobs;
    this.cache = cache.toAbsolutePath();
    this.progress = progress;
  }

  /**
   * Runs one command on the run folder of each member, which holds the recipe already.
   *
   * @param what is done, for people
   * @param command its name and its options
   * @return what went wrong, for people, by the member it went wrong with
   */
  Map<SweepRun, String> run(String what, List<String> command, List<SweepRun> members)
      throws IOException {
    Map<SweepRun, String> failures = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    CompletionService<Ended> ended = new ExecutorCompletionService<>(pool);
    progress.begin(what, members.size());
    try {
      members.forEach(member -> ended.submit(() -> child(command, member)));
      for (int i = 0; i < members.size(); i++) {
        Future<Ended> next = ended.take();
        Ended one = next.get();
        progress.advance(1);
        if (one.failure != null) {
          failures.put(one.member, one.failure);
        }
        progress.note(
            String.format(
                "%-9s %d of %d: %s%s",
                what,
                i + 1,
                members.size(),
                one.member.label(),
                one.failure == null ? "" : ": FAILED: " + one.failure));
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
      progress.end();
    }
    return failures;
  }

  private record Ended(SweepRun member, String failure) {}

  private Ended child(List<String> command, SweepRun member)
      throws IOException, InterruptedException {
    Path said = member.folder().said();
    List<String> arguments = new ArrayList<>(command);
    arguments.add(1, member.folder().path().toAbsolutePath().toString());
    arguments.addAll(List.of("--cache=" + cache, "--quiet"));
    int code = launcher.run(arguments, jobs, said);
    return new Ended(member, code == 0 ? null : reason(code, said));
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
