package org.keyspike.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dependencies point one way, down the table of modules. */
class ModuleOrderTest {
  private static final String ROOT = "org.keyspike.";

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
    TABLE.put("network", List.of("io"));
    TABLE.put("integer", List.of("network"));
    TABLE.put("evaluation", List.of("network"));
    TABLE.put("training", List.of("network", "integer", "datasets", "evaluation"));
    TABLE.put("engine.djl", List.of("training"));
    TABLE.put("engine.vector", List.of("training"));
    TABLE.put("compression", List.of("training"));
    TABLE.put("hardware", List.of("integer", "audio"));
    TABLE.put("simulator", List.of("hardware"));
    TABLE.put("verification", List.of("training", "simulator"));
    TABLE.put("spotting", List.of("hardware", "evaluation"));
    TABLE.put("report", List.of("evaluation"));
    TABLE.put(
        "pipeline", List.of("synthesis", "compression", "verification", "spotting", "report"));
    TABLE.put("analysis", List.of("pipeline"));
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
                      forbidden.add("cli");
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
    slices().matching("org.keyspike.(**)").should().beFreeOfCycles().check(CLASSES);
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
        .and()
        // Keeps the synthesiser's chatter away from standard output.
        .doNotHaveFullyQualifiedName(ROOT + "audio.QuietOutput")
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
