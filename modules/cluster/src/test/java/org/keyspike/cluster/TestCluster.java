package org.keyspike.cluster;

import java.io.IOException;
import org.keyspike.experiment.cluster.ClusterProvider;
import org.keyspike.io.ProgressListener;

/** Clusters of processes of this machine, for tests. */
final class TestCluster {
  static final String TWO_WORKERS = "local-cluster[2,1,1024]";

  private TestCluster() {}

  static SparkCluster open(String master) throws IOException {
    // Short work: the second compiler of Java does not pay off.
    System.setProperty(
        "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    System.setProperty("spark.ui.enabled", "false");
    // A busy machine starts Java in minutes.
    System.setProperty("spark.network.timeout", "600s");
    System.setProperty(SparkCluster.WAIT, "600");
    return (SparkCluster) ClusterProvider.find().orElseThrow().open(master, ProgressListener.NONE);
  }

  /** Waits until so many workers are there, so that each gets work. */
  static void await(SparkCluster cluster, int workers) throws InterruptedException {
    // The driver counts as one.
    while (cluster.context().sc().statusTracker().getExecutorInfos().length <= workers) {
      Thread.sleep(20);
    }
  }
}
