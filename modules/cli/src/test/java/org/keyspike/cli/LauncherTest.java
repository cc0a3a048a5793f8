package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/keyspike} in a checkout of its own, with a Java that says what it was given and a
 * Maven that builds nothing: whatever fails before Java starts ends with a code of the contract.
 */
class LauncherTest {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void aBuiltCheckout() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "no bash");
    make("home");
  }

  private void make(String name) throws IOException {
    home = folder.resolve(name);
    Path target = Files.createDirectories(home.resolve("modules/cli/target"));
    Files.createDirectories(home.resolve("modules/cli/src/main"));
    Files.createDirectories(home.resolve("scripts"));
    Files.copy(Path.of("../../scripts/keyspike"), home.resolve("scripts/keyspike"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(home.resolve("modules/cli/pom.xml"), "");
    Files.writeString(target.resolve("keyspike-cli-1.jar"), "");
    Files.writeString(target.resolve("jackson.jar"), "");
    Files.writeString(target.resolve("classpath.txt"), target.resolve("jackson.jar").toString());
    Files.writeString(target.resolve("keyspike.built"), "");
    executable(
        "java/bin/java",
        "for a in \"$@\"; do [ \"$a\" = -Xbad ] && exit 1; done; echo \"$LC_ALL $*\"");
    executable("path/mvn", "echo '[ERROR] no network'; exit 1");
  }

  private void executable(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private record Said(int code, String text) {}

  private Said run(Map<String, String> more) throws IOException, InterruptedException {
    return run("doctor", more);
  }

  private Said run(String command, Map<String, String> more)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("scripts/keyspike").toString(), command)
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("path") + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", folder.resolve("java").toString());
    environment
        .keySet()
        .removeAll(Set.of("KEYSPIKE_OPTS", "LC_ALL", "LANG", "LC_CTYPE", "SPARK_HOME"));
    environment.putAll(more);
    Process process = builder.start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Said(process.waitFor(), text);
  }

  private void fails(int code, String part) throws IOException, InterruptedException {
    Said said = run(Map.of());
    assertEquals(code, said.code, said.text);
    assertTrue(said.text.contains(part), said.text);
  }

  @Test
  void namesOfFilesAreUtf8WhereTheLocaleKnowsNoLetters() throws Exception {
    Said said = run(Map.of());
    assertEquals(0, said.code, said.text);
    assertTrue(said.text.endsWith("org.keyspike.cli.Main doctor"), said.text);
    assertTrue(said.text.toLowerCase(Locale.ROOT).matches("\\S*utf-?8 .*"), said.text);
  }

  @Test
  void jarsThatAreGoneAreBuiltAgain() throws Exception {
    Files.delete(home.resolve("modules/cli/target/jackson.jar"));
    fails(3, "[ERROR] no network");
    fails(3, "the build failed");
    executable("path/mvn", "exit 0");
    fails(3, "the build left no " + home.resolve("modules/cli/target/jackson.jar"));
  }

  @Test
  void aPathWithAColonIsNoClassPath() throws Exception {
    make("a:b");
    fails(2, "found a colon in ");
  }

  /** An unpacked distribution: nothing is built, whatever is on the path. */
  private void unpack(String name) throws IOException {
    home = folder.resolve(name);
    Files.createDirectories(home.resolve("scripts"));
    Files.copy(Path.of("../../scripts/keyspike"), home.resolve("scripts/keyspike"));
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/keyspike.jar"), "");
  }

  @Test
  void aDistributionRunsItsJar() throws Exception {
    unpack("pro grams");
    Said said = run("listen", Map.of());
    assertEquals(0, said.code, said.text);
    assertTrue(
        said.text.endsWith(
            "-cp " + home.resolve("lib/keyspike.jar") + " org.keyspike.cli.Main listen"),
        said.text);
    assertTrue(said.text.contains("-Dkeyspike.home=" + home + " "), said.text);
  }

  @Test
  void aDistributionBelowAColonIsReachedByALink() throws Exception {
    unpack("a:b c");
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Map<String, String> there = Map.of("TMPDIR", temporary.toString());
    for (int start = 0; start < 2; start++) {
      Said said = run("listen", there);
      assertEquals(0, said.code, said.text);
      String jar = said.text.replaceAll(".* -cp (\\S+) .*", "$1");
      assertFalse(jar.contains(":"), said.text);
      assertEquals(
          home.resolve("lib/keyspike.jar").toRealPath(), Path.of(jar).toRealPath(), said.text);
      assertTrue(said.text.contains("-Dkeyspike.home=" + home + " "), said.text);
    }
    Files.createDirectories(folder.resolve("c:d"));
    Said said = run("listen", Map.of("TMPDIR", folder.resolve("c:d").toString()));
    assertEquals(2, said.code, said.text);
    assertTrue(said.text.contains("found a colon in " + home), said.text);
  }

  @Test
  void whoMayNotBuildIsTold() throws Exception {
    Path target = home.resolve("modules/cli/target");
    Files.delete(target.resolve("keyspike.built"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(target), "this user may write everywhere");
    fails(2, "build it as its owner");
  }

  @Test
  void aFileInPlaceOfTheTargetIsNoBuildToo() throws Exception {
    Path target = home.resolve("modules/cli/target");
    Files.move(target, home.resolve("away"));
    Files.writeString(target, "");
    fails(2, "may not write");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"1.8.0_292\"\n");
    fails(2, "found Java 8 ");
    Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"17.0.15\"\n");
    assertEquals(0, run(Map.of()).code);
  }

  @Test
  void optionsThatJavaDoesNotTakeAreNoAnswer() throws Exception {
    Said said = run(Map.of("KEYSPIKE_OPTS", "-Xbad"));
    assertEquals(2, said.code, said.text);
    assertFalse(said.text.contains("Main"), said.text);
    assertEquals(0, run(Map.of("KEYSPIKE_OPTS", "-Xmx1g")).code);
  }

  @Test
  void trainingGetsBothCompilersAndVectorsAndTheRestStartsFast() throws Exception {
    String training = run("run", Map.of()).text;
    assertTrue(training.contains("--add-modules jdk.incubator.vector"), training);
    assertTrue(training.contains("-XX:ObjectAlignmentInBytes=64"), training);
    assertFalse(training.contains("TieredStopAtLevel"), training);
    String scoring = run("evaluate", Map.of()).text;
    assertTrue(scoring.contains("--add-modules jdk.incubator.vector"), scoring);
    assertFalse(scoring.contains("ObjectAlignment") || scoring.contains("Tiered"), scoring);
    for (String brief : Set.of("--help", "listen", "simulate")) {
      String said = run(brief, Map.of()).text;
      assertTrue(said.contains("-XX:TieredStopAtLevel=1"), said);
      assertFalse(said.contains("incubator") || said.contains("ObjectAlignment"), said);
    }
  }

  /** The script of Windows has a copy of both lists, which nobody runs here. */
  @Test
  void windowsGivesEveryCommandTheSameOptions() throws IOException {
    String script = Files.readString(Path.of("../../scripts/keyspike"));
    String windows = Files.readString(Path.of("src/dist/keyspike.bat"));
    Matcher kinds = Pattern.compile("in \\((.*)\\) do \\(\\s.*OPTIONS=(.*)\"").matcher(windows);
    for (int kind = 0; kind < 2; kind++) {
      assertTrue(kinds.find(), windows);
      String same =
          kinds.group(1).replace(" ", " | ") + ")\n    options=(" + kinds.group(2) + ")\n";
      assertTrue(script.contains(same), same);
    }
    assertFalse(kinds.find(), windows);
    Matcher others = Pattern.compile("\nset \"OPTIONS=(.*)\"").matcher(windows);
    assertTrue(others.find() && script.contains("brief=(" + others.group(1) + ")"), windows);
  }

  /** Who asks for a cluster gets Spark on the class path, and nobody else does. */
  @Test
  void aClusterIsBuiltWithSparkWhereItIsAskedFor() throws Exception {
    Path target = Files.createDirectories(home.resolve("modules/cluster/target"));
    Path spark = Files.writeString(target.resolve("spark-core.jar"), "");
    Path jar = Files.writeString(target.resolve("keyspike-cluster-1.jar"), "");
    Path jackson = home.resolve("modules/cli/target/jackson.jar");
    Files.writeString(target.resolve("keyspike.txt"), jackson.toString());
    Files.writeString(target.resolve("spark.txt"), spark.toString());
    executable("path/mvn", "case \"$*\" in *'-pl modules/cluster -am'*) exit 0 ;; esac; exit 1");
    Map<String, String> cache = Map.of("KEYSPIKE_CACHE", folder.resolve("cache").toString());
    Said said = run("--cluster=local[2]", cache);
    assertEquals(0, said.code, said.text);
    assertTrue(said.text.contains("-cp " + jar + ":" + jackson + ":" + spark + " "), said.text);
    assertTrue(said.text.contains("--add-modules jdk.incubator.vector"), said.text);
    assertTrue(Files.isDirectory(folder.resolve("cache/spark/work")));
    executable("path/mvn", "exit 1");
    assertEquals(0, run("--cluster=local[2]", cache).code, "built once");
    Files.delete(spark);
    assertEquals(3, run("--cluster=local[2]", cache).code);
    assertFalse(run("sweep", cache).text.contains("spark"));
  }

  @Test
  void sharedClassesAreUsedByTheJavaThatMadeThemOnly() throws Exception {
    Path archive = home.resolve("modules/cli/target/keyspike.jsa");
    String option = "-XX:SharedArchiveFile=" + archive;
    assertFalse(run("listen", Map.of()).text.contains(option));
    Path java = folder.resolve("java/bin/java").toRealPath();
    Files.writeString(home.resolve("modules/cli/target/keyspike.jsa.java"), java + "\n");
    String used = run("listen", Map.of()).text;
    assertTrue(used.contains(option) && used.contains("-XX:ArchiveRelocationMode=0"), used);
    Files.writeString(home.resolve("modules/cli/target/keyspike.jsa.java"), "/other/java\n");
    assertFalse(run("listen", Map.of()).text.contains(option));
  }

  @Test
  void aBuildMakesSharedClasses() throws Exception {
    Path target = home.resolve("modules/cli/target");
    Files.createDirectories(home.resolve("models"));
    Files.writeString(home.resolve("models/hello.wav"), "");
    Files.delete(target.resolve("keyspike.built"));
    executable("path/mvn", "exit 0");
    Said said = run("listen", Map.of());
    assertEquals(0, said.code, said.text);
    assertTrue(said.text.contains("-XX:SharedArchiveFile="), said.text);
    String log = Files.readString(target.resolve("build.log"));
    assertTrue(log.contains("-XX:DumpLoadedClassList="), log);
    assertTrue(log.contains("-Xshare:dump"), log);
    Files.delete(home.resolve("models/hello.wav"));
    Files.delete(target.resolve("keyspike.built"));
    said = run("listen", Map.of());
    assertEquals(0, said.code, said.text);
    assertFalse(said.text.contains("-XX:SharedArchiveFile="), said.text);
  }
}
