package org.keyspike.cluster;

import com.google.auto.service.AutoService;
import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.cluster.ClusterProvider;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/** The provider of clusters that Apache Spark manages. */
@AutoService(ClusterProvider.class)
public final class SparkProvider implements ClusterProvider {

  @Override
  public Cluster open(String master, ProgressListener progress) throws IOException {
    ClusterAddress address = ClusterAddress.parse(master);
    address.requireReachable();
    SparkConf conf = ClusterSettings.of(address);
    JavaSparkContext context;
    try {
      context = new JavaSparkContext(conf);
    } catch (RuntimeException | Error e) {
      throw ClusterFailure.ofStart(address, e);
    } catch (Exception e) {
      // Scala throws checked exceptions that it does not declare.
      throw ClusterFailure.ofStart(address, e);
    }
    SparkCluster cluster = new SparkCluster(address, context, progress);
    try {
      cluster.requireWorkers();
    } catch (InputException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }
}
