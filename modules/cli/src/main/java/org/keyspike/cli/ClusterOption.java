package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.cli.console.Console;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.cluster.ClusterProvider;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.io.InputException;
import picocli.CommandLine.Option;

/** The option for work on a cluster. */
final class ClusterOption {
  private static final String NAME = "--cluster";

  @Option(
      names = NAME,
      paramLabel = "MASTER",
      description =
          "Works on Apache Spark: local[N], local-cluster[WORKERS,CORES,MIB], spark://HOST:PORT, yarn"
              + " or k8s://URL.")
  private String master;

  /** Whether a cluster is to do the work. */
  boolean given() {
    return master != null;
  }

  /**
   * Connects to it.
   *
   * @throws InputException if Spark is not on the class path
   */
  Cluster open(Console console) throws IOException {
    ClusterProvider provider =
        ClusterProvider.find()
            .orElseThrow(
                () ->
                    new InputException(
                        NAME,
                        master + ", and no Apache Spark on the class path",
                        "scripts/keyspike of a checkout, which gets it, or scripts/keyspike-spark"
                            + " with a Spark of your own"));
    return provider.open(master, console.progress());
  }

  /** A pass over a folder, which on this machine may be a path that is not absolute. */
  static FolderPass pass(String folder, String out) {
    return new FolderPass(absolute(folder), absolute(out));
  }

  private static String absolute(String name) {
    return name.contains("://") ? name : Path.of(name).toAbsolutePath().normalize().toString();
  }
}
