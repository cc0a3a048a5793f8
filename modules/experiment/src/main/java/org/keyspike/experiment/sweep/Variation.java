package org.keyspike.experiment.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.keyspike.io.InputException;

/**
 * A key of a recipe, and the values it takes in turn.
 *
 * @param key path of the key, parts joined by dots
 * @param values YAML texts, at least one, no two alike
 */
public record Variation(String key, List<String> values) {
  private static final String OPTION = "--vary";

  /**
   * Takes {@code key=a,b,c} apart. Commas in brackets, braces or quotes belong to a value: {@code
   * network.layers=[64,64],[96]} has two.
   *
   * @throws InputException if there is no key, an empty value or one value twice
   */
  public static Variation parse(String text) throws InputException {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InputException(OPTION, "'" + text + "'", "key.path=value,value");
    }
    String key = text.substring(0, equals).strip();
    if (key.equals("seed")) {
      throw new InputException(OPTION, "seed", "--seeds for seeds");
    }
    List<String> values = split(text.substring(equals + 1));
    if (values.contains("")) {
      throw new InputException(OPTION + " " + key, "an empty value", "values between commas");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new InputException(OPTION + " " + key, "one value twice", "each once");
    }
    return new Variation(key, values);
  }

  private static List<String> split(String text) {
    List<String> values = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        values.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    values.add(text.substring(from).strip());
    return values;
  }
}
