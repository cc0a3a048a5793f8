package org.keyspike.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Code that pages show: {@code <!-- code: FILE REGION -->} before a code block, with FILE below the
 * repository and REGION between {@code // begin REGION} and {@code // end REGION} in it; without
 * REGION, the file from its first type or Javadoc on.
 */
final class CodeRegions {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(<!-- code: (\\S+)(?: ([\\w-]+))? -->\\n```java\\n)(.*?)(```\\n)", Pattern.DOTALL);

  private CodeRegions() {}

  static boolean any(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).find();
  }

  /** A page with every region as it is now. */
  static String filled(Path page) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(page));
    StringBuilder text = new StringBuilder();
    while (block.find()) {
      String code = region(Documents.HOME.resolve(block.group(2)), block.group(3));
      block.appendReplacement(
          text, Matcher.quoteReplacement(block.group(1) + code + "\n" + block.group(5)));
    }
    block.appendTail(text);
    return text.toString();
  }

  private static String region(Path file, String name) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (name == null) {
      return lines.stream()
          .dropWhile(line -> !line.startsWith("/**") && !line.startsWith("@"))
          .collect(Collectors.joining("\n"));
    }
    List<String> inside =
        lines.stream()
            .dropWhile(line -> !line.strip().equals("// begin " + name))
            .skip(1)
            .takeWhile(line -> !line.strip().equals("// end " + name))
            .toList();
    if (inside.isEmpty()) {
      throw new IOException(file + ": no region " + name);
    }
    return String.join("\n", inside).stripIndent().strip();
  }
}
