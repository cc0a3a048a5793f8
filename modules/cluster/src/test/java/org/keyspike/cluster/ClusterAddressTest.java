package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.experiment.cluster.ClusterProvider;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/** Addresses of clusters, and what is said where nobody answers, before Spark is started. */
class ClusterAddressTest {
  @Test
  void tellsWhoManagesTheWorkers() throws InputException {
    assertEquals(ClusterAddress.Kind.LOCAL, ClusterAddress.parse("local").kind());
    assertEquals(ClusterAddress.Kind.LOCAL, ClusterAddress.parse("local[*]").kind());
    ClusterAddress processes = ClusterAddress.parse("local-cluster[2,3,1024]");
    assertEquals(ClusterAddress.Kind.LOCAL_CLUSTER, processes.kind());
    assertEquals(3, processes.coresOfWorker());
    assertTrue(processes.local());
    ClusterAddress standalone = ClusterAddress.parse("spark://a:7077,b:7077");
    assertEquals(ClusterAddress.Kind.STANDALONE, standalone.kind());
    assertEquals(0, standalone.coresOfWorker());
    assertFalse(standalone.local());
    assertEquals(ClusterAddress.Kind.YARN, ClusterAddress.parse("yarn").kind());
    assertEquals(ClusterAddress.Kind.KUBERNETES, ClusterAddress.parse("k8s://https://a").kind());
  }

  @Test
  void anAddressOfNothingIsRefused() {
    for (String text :
        List.of(
            "", "spark", "local[]", "local[x]", "local-cluster[2,1]", "spark://", "mesos://a")) {
      InputException e = assertThrows(InputException.class, () -> ClusterAddress.parse(text), text);
      assertTrue(e.getMessage().startsWith("--cluster: found "), e.getMessage());
      assertTrue(e.expected().contains("spark://HOST:PORT"), e.getMessage());
    }
    for (String text : List.of("spark://host", "spark://host:99999", "k8s://https://")) {
      ClusterAddress address = assertParses(text);
      assertThrows(InputException.class, address::requireReachable, text);
    }
  }

  private static ClusterAddress assertParses(String text) {
    try {
      return ClusterAddress.parse(text);
    } catch (InputException e) {
      throw new AssertionError(e);
    }
  }

  /** Of several managers one is enough. */
  @Test
  void aClusterThatCannotBeReachedIsOneLine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
      ClusterAddress.parse("spark://127.0.0.1:1,127.0.0.1:" + free).requireReachable();
    }
    ClusterProvider provider = ClusterProvider.find().orElseThrow();
    assertTrue(provider instanceof SparkProvider);
    for (String text : List.of("spark://127.0.0.1:1", "k8s://https://127.0.0.1:1")) {
      InputException e =
          assertThrows(
              InputException.class, () -> provider.open(text, ProgressListener.NONE), text);
      assertEquals(
          "--cluster: found nobody at 127.0.0.1:1 (Connection refused), expected a cluster that"
              + " runs there",
          e.getMessage());
    }
  }
}
