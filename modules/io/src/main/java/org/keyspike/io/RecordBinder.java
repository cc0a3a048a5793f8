package org.keyspike.io;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
          .addModule(new SimpleModule().addDeserializer(Path.class, new PathDeserializer()))
          .build();

  /** A file whose keys hold where a file has none; it stands beside it. */
  private static final String EXTENDS = "extends";

  /** The key that says of what type a value is; keys of other types do not go with it. */
  private static final String KIND = "kind";

  /** An element of a list in an override: {@code pruning[0]}. */
  private static final Pattern ELEMENT = Pattern.compile("(.+)\\[(\\d{1,4})]");

  private static final Schema SCHEMA = new Schema(JSON);

  private final YamlDocument document;
  private final JsonNode defaults;
  private final ObjectNode tree;
  private final JavaType target;
  private final Map<String, String> overridden = new HashMap<>();

  private RecordBinder(YamlDocument document, Path folder, String defaults, JavaType target)
      throws InputException {
    this.document = document;
    this.target = target;
    if (!(document.root() instanceof ObjectNode object)) {
      String found =
          document.root() instanceof MissingNode ? "an empty file" : describe(document.root());
      throw new InputException(document.source(), found, SCHEMA.expected(target));
    }
    checkKeys(object, target, "");
    keepTexts(document, object, target, "");
    resolvePaths(object, target, folder);
    this.defaults = YamlDocument.parse(defaults, "defaults").root();
    tree = this.defaults instanceof ObjectNode under ? merged(under.deepCopy(), object) : object;
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
   * Reads a file that says all itself, apart from some defaults.
   *
   * @param defaults YAML of what holds where the file has no key, or a key without a value
   * @param type a record; its components are the keys, those that are {@code @JsonProperty(required
   *     = true)} have to be there
   * @throws InputException if the file does not fit the record
   * @throws IOException if the file cannot be read
   */
  public static <T> T read(Path file, String defaults, Class<T> type) throws IOException {
    return bind(YamlDocument.read(file), folder(file), defaults, type, List.of());
  }

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
    YamlDocument document = YamlDocument.read(file);
    String below = extended(document, file, defaults, type);
    return bind(document, folder(file), below, type, overrides);
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  /**
   * What holds where a document says nothing: the defaults, below the file that it extends, if any.
   * The key that says so is taken out of it.
   */
  private static <T> String extended(
      YamlDocument document, Path file, String defaults, Class<T> type) throws IOException {
    JsonNode extended = document.root().path(EXTENDS);
    if (!(document.root() instanceof ObjectNode object) || extended.isMissingNode()) {
      return defaults;
    }
    object.remove(EXTENDS);
    Path base = file.toAbsolutePath().normalize().resolveSibling(extended.asText());
    if (!extended.isTextual() || !Files.isRegularFile(base)) {
      throw new InputException(document.place(EXTENDS), EXTENDS, describe(extended), "a file");
    }
    if (!YamlDocument.read(base).root().path(EXTENDS).isMissingNode()) {
      throw new InputException(base, EXTENDS, "in a file that is extended", "in one alone");
    }
    RecordBinder below =
        new RecordBinder(YamlDocument.read(base), folder(base), defaults, JSON.constructType(type));
    below.checkRequired(below.tree, below.target, "");
    below.bound();
    // As it is written: what follows from a value may follow from another one of the file above.
    return RecordWriter.yaml(below.tree);
  }

  /** The same for a text, which extends none. */
  public static <T> T bind(String text, Source source, Class<T> type, List<Assignment> overrides)
      throws InputException {
    YamlDocument document = YamlDocument.parse(text, source.name());
    return bind(document, source.folder(), source.defaults(), type, overrides);
  }

  private static <T> T bind(
      YamlDocument document,
      Path folder,
      String defaults,
      Class<T> type,
      List<Assignment> overrides)
      throws InputException {
    RecordBinder binder = new RecordBinder(document, folder, defaults, JSON.constructType(type));
    for (Assignment override : overrides) {
      binder.lay(override);
    }
    binder.checkRequired(binder.tree, binder.target, "");
    binder.checkFinite(binder.tree, binder.target, "");
    return type.cast(binder.bound());
  }

  /** Looks for keys that no record has, before anything else, so that a misspelt key is named. */
  private void checkKeys(JsonNode node, JavaType type, String path) throws InputException {
    Set<String> known = SCHEMA.keys(type).keySet();
    if (!known.isEmpty() && node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!known.contains(field.getKey())) {
          String key = KeyPath.join(path, field.getKey());
          throw InputException.unknownKey(
              document.place(key), key, nearest(field.getKey(), path, known));
        }
      }
    }
    for (Schema.Child child : SCHEMA.children(node, type, path)) {
      checkKeys(child.node(), child.type(), child.path());
    }
  }

  private void checkRequired(JsonNode node, JavaType type, String path) throws InputException {
    for (Schema.Child key : SCHEMA.required(node, type, path)) {
      if (key.node().isMissingNode() || key.node().isNull()) {
        throw new InputException(
            place(key.path()), key.path(), "nothing", SCHEMA.expected(key.type()));
      }
    }
    for (Schema.Child child : SCHEMA.children(node, type, path)) {
      checkRequired(child.node(), child.type(), child.path());
    }
  }

  /** No setting is infinite: arithmetic with it ends far from the key, if at all. */
  private void checkFinite(JsonNode node, JavaType type, String path) throws InputException {
    for (Schema.Child child : SCHEMA.children(node, type, path)) {
      Class<?> raw = child.type().getRawClass();
      boolean real =
          raw == double.class || raw == Double.class || raw == float.class || raw == Float.class;
      JsonNode value = child.node();
      if (real && (value.isTextual() || value.isNumber() && !Double.isFinite(value.asDouble()))) {
        String key = child.path();
        throw new InputException(place(key), key, describe(value), SCHEMA.expected(child.type()));
      }
      checkFinite(value, child.type(), child.path());
    }
  }

  /** A number where a text should be is the text as it is written: a hash may be all digits. */
  private static void keepTexts(YamlDocument document, JsonNode node, JavaType type, String path) {
    int index = 0;
    for (Schema.Child child : SCHEMA.children(node, type, path)) {
      if (child.type().hasRawClass(String.class) && child.node().isNumber()) {
        TextNode text = TextNode.valueOf(document.written(child.path()));
        if (node instanceof ArrayNode list) {
          list.set(index, text);
        } else {
          String name = child.path().substring(path.isEmpty() ? 0 : path.length() + 1);
          ((ObjectNode) node).set(name, text);
        }
      }
      keepTexts(document, child.node(), child.type(), child.path());
      index++;
    }
  }

  private static void resolvePaths(ObjectNode node, JavaType type, Path folder) {
    SCHEMA
        .keys(type)
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
      Map<String, JavaType> known = SCHEMA.keys(type);
      if (!known.isEmpty() && !known.containsKey(name)) {
        String parentPath = String.join(".", Arrays.copyOf(names, i));
        throw InputException.unknownKey(
            override.place(), "", nearest(name, parentPath, known.keySet()));
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
      throw new InputException(override.place(), "an element", "a key of it");
    }
    JsonNode value = value(override, type);
    JsonNode usual = KeyPath.at(defaults, override.key());
    if (value.isNull() && !usual.isMissingNode() && !usual.isNull()) {
      throw new InputException(override.place(), "nothing", SCHEMA.expected(type));
    }
    String name = names[names.length - 1];
    if (value instanceof ObjectNode part
        && parent.get(name) instanceof ObjectNode section
        && part.path(KIND).equals(part.has(KIND) ? section.path(KIND) : part.path(KIND))) {
      // As a map in a file is completed by what is below the file.
      merged(section, part);
    } else {
      parent.set(name, value);
    }
    overridden.put(override.key(), override.place());
  }

  /** An element of a list that has keys of its own. */
  private static ObjectNode element(JsonNode list, int index, Assignment override)
      throws InputException {
    if (list == null || !(list.get(index) instanceof ObjectNode element)) {
      throw new InputException(
          override.place(),
          "a list of " + (list == null ? 0 : list.size()),
          "an element with keys at " + index);
    }
    return element;
  }

  private static JsonNode value(Assignment override, JavaType type) throws InputException {
    if (type.hasRawClass(String.class)) {
      return TextNode.valueOf(override.value());
    }
    YamlDocument document = YamlDocument.parse(override.value(), override.place());
    JsonNode value = document.root();
    if (value instanceof MissingNode) {
      return JSON.nullNode();
    }
    keepTexts(document, value, type, "");
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
      throw refused(e, KeyPath.of(e.getPath()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot fail to be parsed", e);
    } catch (IOException e) {
      throw new IllegalStateException("a tree cannot fail to be read", e);
    }
  }

  private boolean overridden(String key) {
    return !place(key).equals(document.place(key));
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

  private InputException refused(JsonMappingException e, String key) {
    if (e instanceof ValueInstantiationException && e.getCause() instanceof SettingException own) {
      String full = KeyPath.within(key, own.field());
      return new InputException(place(full), full, own.found(), own.expected()).because(e);
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return InputException.refused(place(key), key, String.valueOf(e.getCause().getMessage()))
          .because(e);
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
      String name = unknown.getPropertyName();
      String parent = key.substring(0, Math.max(key.length() - name.length() - 1, 0));
      return InputException.unknownKey(place(key), key, nearest(name, parent, known));
    }
    if (e.getCause() instanceof InputCoercionException coercion) {
      int bits = coercion.getTargetType() == long.class ? Long.SIZE : Integer.SIZE;
      String found = KeyPath.at(tree, key).asText();
      return new InputException(place(key), key, found, "an integer of " + bits + " bits");
    }
    if (e instanceof InvalidTypeIdException kind) {
      String found = kind.getTypeId() == null ? "missing" : "'" + kind.getTypeId() + "'";
      String expected = "one of " + Schema.kinds(kind.getBaseType());
      return new InputException(place(key), key, "kind " + found, expected);
    }
    String written = overridden(key) ? null : document.written(key);
    String found = written == null ? describe(KeyPath.at(tree, key)) : written;
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      JavaType expected = JSON.constructType(mismatch.getTargetType());
      return new InputException(place(key), key, found, SCHEMA.expected(expected));
    }
    return InputException.refused(
        place(key), key, "found " + found + ": " + e.getOriginalMessage());
  }

  /** The known key that was probably meant by a name, within a path. */
  private static Optional<String> nearest(String name, String path, Collection<String> known) {
    return EditDistance.nearest(name, known).map(key -> KeyPath.join(path, key));
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
}
