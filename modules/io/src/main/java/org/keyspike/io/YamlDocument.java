package org.keyspike.io;

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
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One YAML document as a tree, with the line of every key. Unquoted yes, no, on and off are words,
 * as a keyword spotter wants them, not truth values; an empty text is no value. Keys that stand
 * twice and aliases are refused.
 */
public final class YamlDocument {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("no YAML");
      throw new InputException(place(line), problem, "YAML").because(e);
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
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
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
