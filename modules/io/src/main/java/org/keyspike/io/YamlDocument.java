package org.keyspike.io;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * One YAML document as a tree, with the line of every key. Unquoted yes, no, on and off are words,
 * as a keyword spotter wants them, not truth values; an empty text is no value. An integer with a
 * zero before it is decimal; every number is also known as it is written, for those who want a
 * text. Keys that stand twice and aliases are refused.
 */
public final class YamlDocument {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d+");

  private final String source;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> numbers = new HashMap<>();
  private final JsonNode root;

  private YamlDocument(String text, String source) throws InputException {
    this.source = source;
    try (YAMLParser parser = YAML.createParser(text)) {
      JsonToken first = parser.nextToken();
      root = first == null ? MissingNode.getInstance() : value(parser, first, "");
      if (parser.nextToken() != null) {
        throw new InputException(place(line(parser)), "a second document", "one");
      }
    } catch (JsonProcessingException e) {
      throw wrong(text, e);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a text cannot fail to be read", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is no YAML in UTF-8, has a key twice, an alias or more than one
   *     document
   * @throws IOException if it cannot be read
   */
  public static YamlDocument read(Path file) throws IOException {
    InputException.requireNoPipe(file, "YAML");
    try {
      return parse(Files.readString(file), file.toString());
    } catch (CharacterCodingException e) {
      throw new InputException(file, "no UTF-8 text", "YAML").because(e);
    }
  }

  /**
   * Parses a text.
   *
   * @param source its name in errors
   * @throws InputException if it is no YAML, has a key twice, an alias or more than one document
   */
  static YamlDocument parse(String text, String source) throws InputException {
    return new YamlDocument(text, source);
  }

  /** The tree; missing if the text is empty. It is this document's own, not a copy. */
  public JsonNode root() {
    return root;
  }

  /** The number at a key as it is written: {@code 007} and {@code 1.10} keep their zeros. */
  String written(String key) {
    return numbers.get(key);
  }

  /** What errors call it. */
  String source() {
    return source;
  }

  /** The source and the line of a key, or of the nearest key above it that has one. */
  String place(String key) {
    String at = key;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      at = at.substring(0, Math.max(cut, 0));
    }
    return place(lines.getOrDefault(at, 0));
  }

  private String place(int line) {
    return line < 1 ? source : source + ": line " + line;
  }

  /** What the parser says is wrong, not what it was about when it found that, and where. */
  private InputException wrong(String text, JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    String problem = e.getOriginalMessage();
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      problem = marked.getProblem();
      line = marked.getProblemMark() == null ? line : marked.getProblemMark().getLine() + 1;
    } else if (e.getCause() instanceof ReaderException reader) {
      int end = Math.min(text.length(), Math.max(0, reader.getPosition()));
      line = (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
      problem = String.format("the character U+%04X, which no text has", reader.getCodePoint());
    }
    return InputException.refused(place(line), "", problem).because(e);
  }

  private static JsonNode integer(YAMLParser parser) throws IOException {
    String text = parser.getText().replace("_", "");
    // Decimal, as in YAML 1.2 and as it looks: not octal, as in YAML 1.1.
    return NODES.numberNode(
        DECIMAL.matcher(text).matches() ? new BigInteger(text) : parser.getBigIntegerValue());
  }

  private static JsonNode fraction(YAMLParser parser) throws IOException {
    try {
      return NODES.numberNode(parser.getDoubleValue());
    } catch (JsonParseException e) {
      // Infinity and what is no number, which nobody wants as one.
      return NODES.textNode(parser.getText());
    }
  }

  private JsonNode value(YAMLParser parser, JsonToken token, String path) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new InputException(place(line(parser)), path, "an alias", "a value");
    }
    if (token.isNumeric()) {
      numbers.put(path, parser.getText());
    }
    return switch (token) {
      case START_OBJECT -> object(parser, path);
      case START_ARRAY -> array(parser, path);
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> fraction(parser);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> NODES.nullNode();
      default -> parser.getText().isEmpty() ? NODES.nullNode() : NODES.textNode(parser.getText());
    };
  }

  private ObjectNode object(YAMLParser parser, String path) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String key = path.isEmpty() ? name : path + "." + name;
      int line = line(parser);
      if (object.has(name)) {
        throw new InputException(
            place(line), key, "twice (first in line " + lines.get(key) + ")", "once");
      }
      lines.put(key, line);
      object.set(name, value(parser, parser.nextToken(), key));
    }
    return object;
  }

  private ArrayNode array(YAMLParser parser, String path) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      String key = path + "[" + array.size() + "]";
      lines.put(key, line(parser));
      array.add(value(parser, token, key));
    }
    return array;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
