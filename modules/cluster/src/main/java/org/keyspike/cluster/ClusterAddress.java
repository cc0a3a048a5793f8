package org.keyspike.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.io.InputException;

/**
 * The address of a cluster, as Spark writes it.
 *
 * @param text as it was given
 * @param kind of manager
 */
record ClusterAddress(String text, Kind kind) {
  static final String OPTION = "--cluster";

  private static final String EXPECTED =
      "local[N], local-cluster[WORKERS,CORES,MIB], spark://HOST:PORT, yarn or k8s://URL";
  private static final Pattern PARTS = Pattern.compile("[^,:\\s]+:\\d{1,5}");
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int KUBERNETES_PORT = 443;

  /** Who manages the workers. */
  enum Kind {
    /** Threads of this process. */
    LOCAL("local(\\[(\\d+|\\*)])?"),
    /** Processes of this machine. */
    LOCAL_CLUSTER("local-cluster\\[\\s*\\d+\\s*,\\s*\\d+\\s*,\\s*\\d+\\s*]"),
    /** Spark's own manager. */
    STANDALONE("spark://.+"),
    /** Hadoop. */
    YARN("yarn"),
    /** Kubernetes. */
    KUBERNETES("k8s://.+");

    private final Pattern form;

    Kind(String form) {
      this.form = Pattern.compile(form);
    }
  }

  /**
   * Tells what an address is of.
   *
   * @throws InputException if it is of nothing that is known
   */
  static ClusterAddress parse(String text) throws InputException {
    for (Kind kind : Kind.values()) {
      if (kind.form.matcher(text).matches()) {
        return new ClusterAddress(text, kind);
      }
    }
    throw new InputException(OPTION, text, EXPECTED);
  }

  /** Whether all of it is on this machine. */
  boolean local() {
    return kind == Kind.LOCAL || kind == Kind.LOCAL_CLUSTER;
  }

  /** Cores of one worker process, where the address says it; else 0. */
  int coresOfWorker() {
    if (kind != Kind.LOCAL_CLUSTER) {
      return 0;
    }
    return Integer.parseInt(text.replaceAll("[^0-9,]", "").split(",")[1]);
  }

  /**
   * Checks that something answers there: Spark itself would try for minutes.
   *
   * @throws InputException if nobody does
   */
  void requireReachable() throws InputException {
    List<InetSocketAddress> hosts = hosts();
    List<String> refusals = new ArrayList<>();
    for (InetSocketAddress host : hosts) {
      try (Socket socket = new Socket()) {
        socket.connect(host, PATIENCE_MILLIS);
        return;
      } catch (IOException e) {
        String why = host.isUnresolved() ? "no such host" : String.valueOf(e.getMessage());
        refusals.add(host.getHostString() + ":" + host.getPort() + " (" + why + ")");
      }
    }
    if (!refusals.isEmpty()) {
      throw new InputException(
          OPTION, "nobody at " + String.join(", ", refusals), "a cluster that runs there");
    }
    if (kind == Kind.YARN
        && System.getenv("HADOOP_CONF_DIR") == null
        && System.getenv("YARN_CONF_DIR") == null) {
      throw new InputException(
          OPTION, "yarn, with no HADOOP_CONF_DIR", "that variable, naming Hadoop's settings");
    }
  }

  private List<InetSocketAddress> hosts() throws InputException {
    List<InetSocketAddress> hosts = new ArrayList<>();
    if (kind == Kind.STANDALONE) {
      for (String part : text.substring("spark://".length()).split(",")) {
        Matcher matcher = PARTS.matcher(part);
        if (!matcher.matches()) {
          throw new InputException(OPTION, text, "spark://HOST:PORT");
        }
        int colon = part.lastIndexOf(':');
        hosts.add(address(part.substring(0, colon), Integer.parseInt(part.substring(colon + 1))));
      }
    } else if (kind == Kind.KUBERNETES) {
      String url = text.substring("k8s://".length());
      try {
        URI uri = URI.create(url.contains("://") ? url : "https://" + url);
        if (uri.getHost() == null) {
          throw new InputException(OPTION, text, "k8s://https://HOST:PORT");
        }
        hosts.add(address(uri.getHost(), uri.getPort() < 0 ? KUBERNETES_PORT : uri.getPort()));
      } catch (IllegalArgumentException e) {
        throw new InputException(OPTION, text, "k8s://https://HOST:PORT").because(e);
      }
    }
    return hosts;
  }

  private InetSocketAddress address(String host, int port) throws InputException {
    if (port > 0xFFFF) {
      throw new InputException(OPTION, text, "a port up to 65535");
    }
    return new InetSocketAddress(host, port);
  }
}
