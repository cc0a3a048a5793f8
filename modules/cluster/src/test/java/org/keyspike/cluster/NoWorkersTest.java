package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.cluster.ClusterProvider;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/** Clusters that start but cannot work. */
@Tag("slow")
class NoWorkersTest {
  @TempDir Path folder;

  /** A Java that does not know the classes of version 17 ends at once, again and again. */
  @Test
  @Timeout(300)
  void aWrongJavaOnTheWorkersIsOneLine() throws IOException {
    Path java = folder.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        "#!/bin/sh\nsleep 1\necho java.lang.UnsupportedClassVersionError: class file version 61.0 >&2\nexit 1\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty("spark.executorEnv.JAVA_HOME", folder.toString());
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty(SparkCluster.WAIT, "4");
    try {
      ClusterProvider provider = ClusterProvider.find().orElseThrow();
      InputException e =
          assertThrows(
              InputException.class,
              () -> provider.open("local-cluster[1,1,1024]", ProgressListener.NONE));
      assertEquals(
          "--cluster: found local-cluster[1,1,1024], no worker that started in 4 s, expected workers"
              + " with a free core, memory, and Java 17 or later with the module"
              + " jdk.incubator.vector; their logs say more",
          e.getMessage());
    } finally {
      System.clearProperty("spark.executorEnv.JAVA_HOME");
      System.clearProperty(SparkCluster.WAIT);
    }
  }

  @Test
  void aFolderThatAWorkerDoesNotSeeIsOneLine() throws IOException {
    try (FolderMarks marks = new FolderMarks(List.of(folder.resolve("new")))) {
      String mark = marks.paths().get(0);
      assertEquals(folder.resolve("new"), Path.of(mark).getParent());
      FolderMarks.requireSeen(List.of(new WorkerReport("0", "here", "17", "", List.of())));
      InputException e =
          assertThrows(
              InputException.class,
              () ->
                  FolderMarks.requireSeen(
                      List.of(new WorkerReport("1", "there", "17", "", List.of(mark)))));
      assertEquals(
          folder.resolve("new")
              + ": found nothing of it on the worker there, expected a folder that all machines see"
              + " by this path, as on a network file system",
          e.getMessage());
    }
    assertEquals(0, Files.list(folder.resolve("new")).count(), "no mark is left");
  }
}
