package org.keyspike.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** The settings of Spark that the work here needs; those that the user gave are kept. */
final class ClusterSettings {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String VECTORS = "jdk.incubator.vector";
  private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String CLASS_PATH = "spark.executor.extraClassPath";
  private static final String SCALA = "2.13";

  /** System properties that decide which bits come out, or where things are. */
  private static final List<String> PASSED_ON = List.of("keyspike.kernels", "keyspike.home");

  private ClusterSettings() {}

  /** The settings for a cluster, over those of the system properties {@code spark.*}. */
  static SparkConf of(ClusterAddress address) {
    SparkConf conf = new SparkConf();
    conf.setMaster(address.text());
    conf.setIfMissing("spark.app.name", "keyspike");
    // Two attempts of one run would wait for each other.
    conf.set("spark.speculation", "false");
    // A worker whose disk is full fails fast, so that tasks would gather there.
    conf.setIfMissing("spark.excludeOnFailure.taskAndStage.enabled", "true");
    // Of many nodes one is left out; the processes of one machine are told apart.
    if (address.local()) {
      conf.setIfMissing("spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "3");
      conf.setIfMissing("spark.excludeOnFailure.stage.maxFailedExecutorsPerNode", "100");
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.ui.enabled", "true");
    if (address.local()) {
      conf.setIfMissing("spark.driver.host", LOOPBACK);
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    }
    conf.set(JAVA_OPTIONS, javaOptions(address, conf));
    if (submitted(conf)) {
      // Its own log says every task.
      conf.setIfMissing("spark.log.level", "WARN");
    } else {
      conf.setIfMissing(CLASS_PATH, classPath());
      // Without an installed Spark its launcher asks for these two.
      conf.setIfMissing("spark.executorEnv.SPARK_SCALA_VERSION", SCALA);
      if (address.kind() == ClusterAddress.Kind.LOCAL_CLUSTER) {
        conf.setIfMissing("spark.executorEnv.SPARK_TESTING", "1");
      }
    }
    return conf;
  }

  /** Whether spark-submit started this and sends the classes. */
  private static boolean submitted(SparkConf conf) {
    return conf.contains("spark.submit.deployMode");
  }

  private static String javaOptions(ClusterAddress address, SparkConf conf) {
    List<String> options = new ArrayList<>();
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      options.add("--add-modules");
      options.add(VECTORS);
    }
    options.add("-Djava.awt.headless=true");
    // Native code that was not sent is not fetched from elsewhere either.
    options.add("-Dai.djl.offline=true");
    int cores = conf.getInt("spark.executor.cores", address.coresOfWorker());
    if (cores > 0) {
      // A worker process is one of several on its machine.
      options.add("-XX:ActiveProcessorCount=" + cores);
    }
    for (String name : PASSED_ON) {
      Optional.ofNullable(System.getProperty(name))
          .filter(value -> !value.isEmpty() && value.chars().noneMatch(Character::isWhitespace))
          .ifPresent(value -> options.add("-D" + name + "=" + value));
    }
    options.add(conf.get(JAVA_OPTIONS, ""));
    return String.join(" ", options).strip();
  }

  /** The class path of this process; Surefire says it apart. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
