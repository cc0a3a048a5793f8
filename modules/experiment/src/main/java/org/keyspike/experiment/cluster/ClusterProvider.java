package org.keyspike.experiment.cluster;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/**
 * A way to reach clusters, found by {@link ServiceLoader}: the libraries of a cluster are large, so
 * they are on the class path only of those who use one.
 */
public interface ClusterProvider {

  /**
   * Connects to a cluster.
   *
   * @param master address of what manages it, as in {@code local[2]} or {@code spark://HOST:PORT}
   * @param progress hears what the cluster is and how far its work has come
   * @throws InputException if it is no address of a cluster, or nobody answers there
   * @throws IOException if the connection fails
   */
  Cluster open(String master, ProgressListener progress) throws IOException;

  /** The provider on the class path, if there is one. */
  static Optional<ClusterProvider> find() {
    return ServiceLoader.load(ClusterProvider.class).findFirst();
  }
}
