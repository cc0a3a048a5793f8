package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.cluster.ClusterProvider;
import org.keyspike.experiment.cluster.FolderPass;

/** Work on a cluster, asked for where there is no Spark. */
class ClusterOptionTest {
  private static final String NO_SPARK =
      "keyspike: --cluster: found local[2], and no Apache Spark on the class path, expected"
          + " scripts/keyspike of a checkout, which gets it, or scripts/keyspike-spark with a Spark of"
          + " your own";

  @TempDir Path folder;

  private static String refused(String... arguments) {
    TinyRun.Said said = TinyRun.sayPlain(arguments);
    assertEquals(2, said.code(), said.err());
    return said.err().strip();
  }

  @Test
  void withoutSparkOneLineSaysHowToGetIt() throws Exception {
    Optional<ClusterProvider> spark = ClusterProvider.find();
    Assumptions.assumeTrue(spark.isEmpty(), "module cluster is on the class path");
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), "seed: 1\n");
    assertEquals(NO_SPARK, refused("sweep", recipe.toString(), "--cluster", "local[2]"));
    assertEquals(
        NO_SPARK, refused("features", folder.toString(), "--cluster", "local[2]", "--out", "x"));
  }

  @Test
  void optionsThatDoNotGoWithItAreRefused() {
    String sweep = refused("sweep", "r.yaml", "--cluster", "local[2]", "--jobs", "2");
    assertTrue(sweep.startsWith("keyspike: --jobs: found 2, expected nothing"), sweep);
    String features = refused("features", folder.toString(), "--cluster", "local[2]");
    assertTrue(features.startsWith("keyspike: --out: found nothing, expected a folder"), features);
    String evaluate = refused("evaluate", "x.kswi", "--cluster", "local[2]");
    assertEquals("keyspike: --cluster: found without --stream, expected with it", evaluate);
    String stream =
        refused("evaluate", "x.kswi", "--stream", "--hours", "1", "--cluster", "local[2]");
    assertEquals("keyspike: --hours: found 1.0, expected nothing, with --cluster", stream);
  }

  /** Workers have another working directory. */
  @Test
  void pathsAreAbsoluteAndAddressesStayAsTheyAre() {
    FolderPass pass = ClusterOption.pass("sound", "s3a://bucket/out");
    assertEquals(Path.of("sound").toAbsolutePath().toString(), pass.folder());
    assertEquals("s3a://bucket/out", pass.out());
    assertTrue(AutoCloseable.class.isAssignableFrom(Cluster.class), "workers can be let go");
  }
}
