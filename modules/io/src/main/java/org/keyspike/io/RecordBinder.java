package org.keyspike.io;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Binds a YAML file, with overrides laid over it, to a record: strictly, with errors for people.
 */
public final class RecordBinder {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  /** A file whose keys hold where a file has none; it stands beside it. */
  private static final String EXTENDS = "extends";

  /** An element of a list in an override: {@code pruning[0]}. */
  private static final Pattern ELEMENT = Pattern.compile("(.+)\\[(\\d{1,4})]");

  private static final Pattern REFUSAL =
      Pattern.compile("(?:network: )?([\\w.]+)(?:: found| is) (.*, expected .*)", Pattern.DOTALL);

  private final YamlDocument document;
  private final JsonNode defaults;
  private final ObjectNode tree;
  private final JavaType target;
  private final Map<String, String> overridden = new HashMap<>();

  private RecordBinder(String text, Source source, JavaType target) throws InputException {
    this.document = YamlDocument.parse(text, source.name());
    this.target = target;
    JsonNode root = document.root();
    if (!(root instanceof ObjectNode object)) {
      String found = root instanceof MissingNode ? "an empty file" : describe(root);
      throw InputException.complaint(
          source.name(), "", "found " + found + ", expected " + expected(target));
    }
    object.remove(EXTENDS);
    checkKeys(object, target, "");
    resolvePaths(object, target, source.folder());
    defaults = YamlDocument.parse(source.defaults(), "defaults").root();
    tree = defaults instanceof ObjectNode under ? merged(under.deepCopy(), object) : object;
  }

  /**
   * What surrounds a text.
   *
   * @param name its name in errors
   * @param folder what relative paths in it are relative to
   * @param defaults YAML of what holds where it says nothing
   */
  public record Source(String name, Path folder, String defaults) {}

  /**
   * Reads a file. Relative paths in it are relative to its folder; those of overrides stay as they
   * are, relative to where the command was given.
   *
   * @param defaults YAML of what holds where the file has no key, or a key without a value; the
   *     file is laid over it key by key, a list as a whole. Between them lies the file that {@code
   *     extends} names, if it does
   * @param type a record; its components are the keys
   * @param overrides laid over the file, in order
   * @throws InputException if the file or an override does not fit the record
   * @throws IOException if the file cannot be read
   */
  public static <T> T read(Path file, String defaults, Class<T> type, List<Assignment> overrides)
      throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw InputException.complaint(file.toString(), "", "found no UTF-8 text, expected YAML");
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    String below = extended(text, file, defaults, type);
    return bind(text, new Source(file.toString(), folder, below), type, overrides);
  }

  /** What holds where a text says nothing: the defaults, below the file that it extends, if any. */
  private static <T> String extended(String text, Path file, String defaults, Class<T> type)
      throws IOException {
    YamlDocument document = YamlDocument.parse(text, file.toString());
    JsonNode extended = document.root().path(EXTENDS);
    if (extended.isMissingNode()) {
      return defaults;
    }
    Path base = file.toAbsolutePath().normalize().resolveSibling(extended.asText());
    if (!extended.isTextual() || !Files.isRegularFile(base)) {
      throw InputException.complaint(
          document.place(EXTENDS), EXTENDS, "found " + describe(extended) + ", expected a file");
    }
    JsonNode further =
        YamlDocument.parse(Files.readString(base), base.toString()).root().path(EXTENDS);
    if (!further.isMissingNode()) {
      throw InputException.complaint(
          base.toString(), EXTENDS, "found in a file that is extended, expected in one alone");
    }
    return RecordWriter.yaml(read(base, defaults, type, List.of()));
  }

  /** The same for a text. */
  public static <T> T bind(String text, Source source, Class<T> type, List<Assignment> overrides)
      throws InputException {
    RecordBinder binder = new RecordBinder(text, source, JSON.constructType(type));
    for (Assignment override : overrides) {
      binder.lay(override);
    }
    return type.cast(binder.bound());
  }

  /** Looks for keys that no record has, before anything else, so that a misspelt key is named. */
  private void checkKeys(JsonNode node, JavaType type, String path) throws InputException {
    Map<String, JavaType> known = properties(type);
    if (known.isEmpty() || !node.isObject()) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (!known.containsKey(field.getKey())) {
        throw InputException.complaint(
            document.place(key), key, unknown(field.getKey(), path, known.keySet()));
      }
      checkKeys(field.getValue(), known.get(field.getKey()), key);
    }
  }

  private static void resolvePaths(ObjectNode node, JavaType type, Path folder) {
    properties(type)
        .forEach(
            (name, property) -> {
              JsonNode value = node.get(name);
              if (value instanceof ObjectNode child) {
                resolvePaths(child, property, folder);
              } else if (property.hasRawClass(Path.class) && value instanceof TextNode text) {
                node.put(name, folder.resolve(text.asText()).normalize().toString());
              }
            });
  }

  private static ObjectNode merged(ObjectNode under, ObjectNode over) {
    for (Map.Entry<String, JsonNode> field : over.properties()) {
      JsonNode below = under.get(field.getKey());
      if (below instanceof ObjectNode section && field.getValue() instanceof ObjectNode part) {
        merged(section, part);
      } else if (below == null || !field.getValue().isNull()) {
        under.set(field.getKey(), field.getValue());
      }
    }
    return under;
  }

  private void lay(Assignment override) throws InputException {
    String[] names = override.key().split("\\.", -1);
    ObjectNode parent = tree;
    JavaType type = target;
    for (int i = 0; i < names.length; i++) {
      Matcher element = ELEMENT.matcher(names[i]);
      String name = element.matches() ? element.group(1) : names[i];
      Map<String, JavaType> known = properties(type);
      if (!known.isEmpty() && !known.containsKey(name)) {
        throw InputException.complaint(
            override.place(), "", unknown(name, parentPath(names, i), known.keySet()));
      }
      type = known.getOrDefault(name, JSON.constructType(Object.class));
      if (element.matches()) {
        parent = element(parent.get(name), Integer.parseInt(element.group(2)), override);
        type = JSON.constructType(Object.class);
      } else if (i < names.length - 1) {
        parent =
            parent.get(names[i]) instanceof ObjectNode child ? child : parent.putObject(names[i]);
      }
    }
    if (ELEMENT.matcher(names[names.length - 1]).matches()) {
      throw InputException.complaint(
          override.place(), "", "found an element, expected a key of it");
    }
    JsonNode value = value(override, type);
    JsonNode usual = at(defaults, override.key());
    if (value.isNull() && !usual.isMissingNode() && !usual.isNull()) {
      throw InputException.complaint(
          override.place(), "", "found nothing, expected " + expected(type));
    }
    parent.set(names[names.length - 1], value);
    overridden.put(override.key(), override.place());
  }

  /** An element of a list that has keys of its own. */
  private static ObjectNode element(JsonNode list, int index, Assignment override)
      throws InputException {
    if (list == null || !(list.get(index) instanceof ObjectNode element)) {
      throw InputException.complaint(
          override.place(),
          "",
          "found a list of "
              + (list == null ? 0 : list.size())
              + ", expected an element with keys at "
              + index);
    }
    return element;
  }

  private static JsonNode value(Assignment override, JavaType type) throws InputException {
    if (type.hasRawClass(String.class)) {
      return TextNode.valueOf(override.value());
    }
    JsonNode value = yaml(override.value(), override.place());
    if (!type.isCollectionLikeType() || value.isArray() || value.isNull()) {
      return value;
    }
    ArrayNode list = JSON.createArrayNode();
    for (String element : override.value().split(",", -1)) {
      list.add(
          type.getContentType().hasRawClass(String.class)
              ? TextNode.valueOf(element.strip())
              : yaml(element, override.place()));
    }
    return list;
  }

  private static JsonNode yaml(String text, String place) throws InputException {
    JsonNode root = YamlDocument.parse(text, place).root();
    return root instanceof MissingNode ? JSON.nullNode() : root;
  }

  private Object bound() throws InputException {
    try {
      return JSON.readerFor(target).readValue(tree);
    } catch (JsonMappingException e) {
      String key = path(e.getPath());
      if (e instanceof ValueInstantiationException && e.getCause() != null) {
        throw refused(key, String.valueOf(e.getCause().getMessage()));
      }
      throw InputException.complaint(place(key), key, complaint(e, key));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot fail to be parsed", e);
    } catch (IOException e) {
      throw new IllegalStateException("a tree cannot fail to be read", e);
    }
  }

  /**
   * What a record said of its values: "name: found …" or "network: path.of.key is …", in either of
   * which the key may be found that it is about.
   */
  private InputException refused(String key, String refusal) {
    Matcher matcher = REFUSAL.matcher(refusal);
    if (!matcher.matches()) {
      return InputException.complaint(place(key), key, refusal);
    }
    String name = matcher.group(1);
    String full = full(key, name);
    return InputException.complaint(place(full), full, "found " + matcher.group(2));
  }

  /** The key that a refusal names: in full, by its last part, or as part of the key at hand. */
  private static String full(String key, String name) {
    if (name.equals(key) || name.startsWith(key + ".")) {
      return name;
    }
    return key.endsWith("." + name) ? key : key + "." + name;
  }

  private String place(String key) {
    for (Map.Entry<String, String> laid : overridden.entrySet()) {
      String path = laid.getKey();
      if (key.equals(path) || key.startsWith(path + ".") || key.startsWith(path + "[")) {
        return laid.getValue();
      }
    }
    return document.place(key);
  }

  private String complaint(JsonMappingException e, String key) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
      int name = key.length() - unknown.getPropertyName().length();
      return unknown(unknown.getPropertyName(), key.substring(0, Math.max(name - 1, 0)), known);
    }
    if (e.getCause() instanceof InputCoercionException) {
      return "found " + at(tree, key).asText() + ", expected an integer of 32 bits";
    }
    if (e instanceof InvalidTypeIdException kind) {
      return "found kind "
          + (kind.getTypeId() == null ? "missing" : "'" + kind.getTypeId() + "'")
          + ", expected one of "
          + kinds(kind.getBaseType());
    }
    String found = describe(at(tree, key));
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      JavaType expected = JSON.constructType(mismatch.getTargetType());
      return "found " + found + ", expected " + expected(expected);
    }
    return "found " + found + ": " + e.getOriginalMessage();
  }

  private static JsonNode at(JsonNode node, String key) {
    String pointer = key.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
    return node.at(pointer.isEmpty() ? pointer : "/" + pointer);
  }

  private static String unknown(String name, String parent, Collection<String> known) {
    Optional<String> nearest = EditDistance.nearest(name, known);
    return "no such key"
        + nearest
            .map(k -> "; the nearest is " + (parent.isEmpty() ? k : parent + "." + k))
            .orElse("");
  }

  /** The keys of a record; those of an unwrapped component stand among them. */
  private static Map<String, JavaType> properties(JavaType type) {
    if (!type.getRawClass().isRecord()) {
      return Map.of();
    }
    DeserializationConfig config = JSON.getDeserializationConfig();
    Map<String, JavaType> properties = new HashMap<>();
    for (BeanPropertyDefinition property : config.introspect(type).findProperties()) {
      if (config
              .getAnnotationIntrospector()
              .findUnwrappingNameTransformer(property.getPrimaryMember())
          == null) {
        properties.put(property.getName(), property.getPrimaryType());
      } else {
        properties.putAll(properties(property.getPrimaryType()));
      }
    }
    return properties;
  }

  private static String kinds(JavaType base) {
    JsonSubTypes kinds = base.getRawClass().getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? "the known kinds"
        : Arrays.stream(kinds.value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.joining(", "));
  }

  private static String expected(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw.isEnum()) {
      return "one of "
          + Arrays.stream(raw.getEnumConstants())
              .map(constant -> JSON.convertValue(constant, String.class))
              .collect(Collectors.joining(", "));
    }
    if (type.isCollectionLikeType()) {
      return "a list";
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "true or false";
    }
    if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return "an integer";
    }
    if (raw == double.class || raw == Double.class || raw == float.class || raw == Float.class) {
      return "a number";
    }
    if (raw.isRecord()) {
      return "the keys "
          + properties(type).keySet().stream().sorted().collect(Collectors.joining(", "));
    }
    return "a text";
  }

  private static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "keys";
      case ARRAY -> "a list";
      case STRING -> "'" + node.asText() + "'";
      case NULL, MISSING -> "nothing";
      default -> node.asText();
    };
  }

  private static String parentPath(String[] names, int end) {
    return String.join(".", Arrays.copyOf(names, end));
  }

  private static String path(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
