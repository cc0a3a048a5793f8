package org.keyspike.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in the form of RFC 4180, with a header; what is missing or no number is empty. */
public final class Csv {
  private final StringBuilder text = new StringBuilder();

  public Csv(Object... header) {
    row(header);
  }

  public void row(Object... cells) {
    text.append(Stream.of(cells).map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
  }

  private static String cell(Object value) {
    if (value == null || value instanceof Double number && !Double.isFinite(number)) {
      return "";
    }
    String plain = value.toString();
    return plain.matches("[^,\"\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }

  /** All of it, as a file has it. */
  @Override
  public String toString() {
    return text.toString();
  }

  public void write(Path file) throws IOException {
    AtomicFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
