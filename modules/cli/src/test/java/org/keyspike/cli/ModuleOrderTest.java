package org.keyspike.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dependencies point one way, down the table of modules. */
@Tag("slow")
class ModuleOrderTest {
  private static final String ROOT = "org.keyspike.";

  /** Every package by itself, however deep: {@code cli} is one, {@code cli.doctor} another. */
  private static final String SLICES = "org.keyspike.(**)";

  /** The largest part of all main lines that one module may hold. */
  private static final double LARGEST = 0.15;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.keyspike");

  /** What each module may use, before what those may use in turn. */
  private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put("io", List.of());
    TABLE.put("audio", List.of("io"));
    TABLE.put("datasets", List.of("audio"));
    TABLE.put("synthesis", List.of("datasets"));
    TABLE.put("network", List.of("audio"));
    TABLE.put("integer", List.of("network"));
    TABLE.put("evaluation", List.of("network"));
    TABLE.put("training", List.of("network", "integer", "datasets", "evaluation"));
    TABLE.put("engine.djl", List.of("training"));
    TABLE.put("engine.vector", List.of("training"));
    TABLE.put("compression", List.of("training"));
    TABLE.put("hardware", List.of("integer", "audio"));
    TABLE.put("simulator", List.of("hardware"));
    TABLE.put("rtl", List.of("simulator"));
    TABLE.put("verification", List.of("training", "simulator"));
    TABLE.put("spotting", List.of("hardware", "evaluation"));
    TABLE.put("deploy", List.of("spotting"));
    TABLE.put("report", List.of("evaluation"));
    TABLE.put(
        "pipeline", List.of("synthesis", "compression", "verification", "spotting", "report"));
    TABLE.put("analysis", List.of("pipeline", "rtl"));
    TABLE.put("experiment", List.of("analysis"));
  }

  @TestFactory
  Stream<DynamicTest> dependsOnlyDownward() {
    return TABLE.keySet().stream()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module,
                    () -> {
                      Set<String> forbidden = new TreeSet<>(TABLE.keySet());
                      forbidden.addAll(List.of("cli", "benchmarks"));
                      forbidden.remove(module);
                      forbidden.removeAll(allowed(module));
                      noClasses()
                          .that()
                          .resideInAPackage(ROOT + module + "..")
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(
                              forbidden.stream()
                                  .map(other -> ROOT + other + "..")
                                  .toArray(String[]::new))
                          .check(CLASSES);
                    }));
  }

  @Test
  void everyModuleStandsInTheTable() {
    Set<String> found =
        CLASSES.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()))
            .map(name -> name.replaceAll("^((engine\\.)?+[^.]*)\\..*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(TABLE.keySet());
    known.add("cli");
    assertEquals(known, found);
  }

  @Test
  void noPackagesFormACircle() {
    slices().matching(SLICES).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsASliceOfItsOwn() {
    PackageMatcher slices = PackageMatcher.of(SLICES);
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    for (String name : packages) {
      assertEquals(
          name.substring(ROOT.length()), slices.match(name).orElseThrow().getGroup(1), name);
    }
    assertTrue(
        packages.containsAll(
            Stream.of("cli", "cli.console", "cli.doctor", "cli.listen").map(ROOT::concat).toList()),
        packages::toString);
  }

  /** What depends on everything must not be depended on, not even by a pom. */
  @Test
  void nothingDependsOnTheBenchmarks() throws IOException {
    for (Path module : modules()) {
      String name = module.getFileName().toString();
      if (!name.equals("benchmarks") && !name.equals("bom")) {
        String pom = Files.readString(module.resolve("pom.xml"));
        assertFalse(pom.contains("<artifactId>keyspike-benchmarks</artifactId>"), name);
      }
    }
  }

  @Test
  void noModuleIsMuchOfTheWhole() throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    for (Path module : modules()) {
      lines.put(module.getFileName().toString(), lines(module.resolve("src/main/java")));
    }
    long all = lines.values().stream().mapToLong(Long::longValue).sum();
    assertTrue(all > 0, "no source was found");
    lines.forEach(
        (module, own) ->
            assertTrue(own < LARGEST * all, () -> module + ": " + own + " of " + all + " lines"));
  }

  /** The modules' folders, from the working directory up to where the repository begins. */
  private static List<Path> modules() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("modules/cli"))) {
      root = root.getParent();
      assertNotNull(root, "the tests run outside of the repository");
    }
    try (Stream<Path> modules = Files.list(root.resolve("modules"))) {
      return modules.filter(module -> Files.exists(module.resolve("pom.xml"))).toList();
    }
  }

  private static long lines(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    long lines = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        lines += Files.readAllLines(file).size();
      }
    }
    return lines;
  }

  @Test
  void onlyTheEngineKnowsItsLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "engine.djl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void onlyOneModuleReadsAndWritesYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "io..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.dataformat.yaml..", "org.yaml.snakeyaml..")
        .check(CLASSES);
  }

  @Test
  void onlySimdClassesKnowTheVectorApi() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.Simd[^.]*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandSpeaks() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }

  private static Set<String> allowed(String module) {
    Set<String> all = new TreeSet<>(TABLE.get(module));
    TABLE.get(module).forEach(used -> all.addAll(allowed(used)));
    return all;
  }
}
