package org.keyspike.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.LocalExecutor;
import org.keyspike.io.Assignment;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.Recipe;

/** What every {@link RunExecutor} promises, of the one that works in this process. */
@Tag("slow")
class RunExecutorTest {
  @TempDir Path folder;

  private RunTask task(String name, RunGoal goal, RunTask.Step step, String learningRate)
      throws IOException {
    Recipe recipe =
        Recipe.read(
            TinyRun.run().recipe(),
            List.of(new Assignment("training.learningRate", learningRate, "a test")));
    return new RunTask(recipe, new RunFolder(folder.resolve(name)), goal, step);
  }

  private Map<String, Optional<String>> perform(List<RunTask> tasks) throws IOException {
    Map<String, Optional<String>> ended = new LinkedHashMap<>();
    RunExecutor executor = new LocalExecutor(TinyRun.cache(), ProgressListener.NONE);
    executor.perform(
        tasks,
        (task, failure) -> {
          String name = task.folder().path().getFileName().toString();
          assertFalse(ended.containsKey(name), "told once");
          ended.put(name, failure);
        });
    return ended;
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromBeingDone() throws IOException {
    Map<String, Optional<String>> ended =
        perform(
            List.of(
                task("diverges", RunGoal.TRAIN, RunTask.Step.LEARN, "1e30"),
                task("learns", RunGoal.TRAIN, RunTask.Step.LEARN, "0.01")));
    assertEquals(List.of("diverges", "learns"), List.copyOf(ended.keySet()));
    String reason = ended.get("diverges").orElseThrow();
    assertEquals(1, reason.lines().count(), reason);
    assertTrue(reason.startsWith("train"), reason);
    assertEquals(Optional.empty(), ended.get("learns"));
    RunFolder learned = new RunFolder(folder.resolve("learns"));
    assertTrue(Files.exists(learned.checkpoint(RunFolder.FLOAT)));
    assertFalse(Files.exists(learned.test(RunFolder.FLOAT)), "the test part is not touched");
  }

  @Test
  void aStageThatIsDoneIsNotDoneAgain() throws IOException {
    RunTask learn = task("run", RunGoal.TRAIN, RunTask.Step.LEARN, "0.01");
    perform(List.of(learn));
    Path checkpoint = learn.folder().checkpoint(RunFolder.FLOAT);
    Object before = Files.getLastModifiedTime(checkpoint);
    RunTask test = new RunTask(learn.recipe(), learn.folder(), RunGoal.TRAIN, RunTask.Step.TEST);
    assertEquals(Optional.empty(), perform(List.of(test)).get("run"));
    assertTrue(Files.exists(learn.folder().test(RunFolder.FLOAT)));
    assertEquals(before, Files.getLastModifiedTime(checkpoint));
  }
}
