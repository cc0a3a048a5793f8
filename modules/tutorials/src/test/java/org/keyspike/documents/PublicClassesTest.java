package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every public class of every module is named by a test. */
class PublicClassesTest {
  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w+");

  @Test
  void everyPublicClassIsNamedByATest() throws IOException {
    Set<String> named = new HashSet<>();
    for (Path test : sources("test")) {
      Matcher name = NAME.matcher(Files.readString(test));
      while (name.find()) {
        named.add(name.group());
      }
      named.add(simpleName(test).replaceFirst("Test$", ""));
    }
    List<String> unnamed = new ArrayList<>();
    for (Path source : sources("main")) {
      String name = simpleName(source);
      String declaration =
          "(?m)^public (?:[\\w-]+ )*(?:class|interface|record|enum) " + name + "\\b";
      boolean isPublic = Pattern.compile(declaration).matcher(Files.readString(source)).find();
      if (isPublic && !named.contains(name)) {
        unnamed.add(Documents.HOME.relativize(source).toString());
      }
    }
    assertEquals(List.of(), unnamed);
  }

  private static List<Path> sources(String set) throws IOException {
    try (Stream<Path> files = Files.walk(Documents.HOME.resolve("modules"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/" + set + "/java/"))
          .sorted()
          .toList();
    }
  }

  private static String simpleName(Path source) {
    return source.getFileName().toString().replaceFirst("\\.java$", "");
  }
}
