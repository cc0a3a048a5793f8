package org.keyspike.io;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form of a type in a file: the keys of a record or of a map from an enum, and each type in
 * words for people.
 */
final class Schema {
  private final JsonMapper mapper;
  private final DeserializationConfig config;

  /** Introspection takes long, and types are few. */
  private final Map<JavaType, List<Key>> properties = new ConcurrentHashMap<>();

  Schema(JsonMapper mapper) {
    this.mapper = mapper;
    this.config = mapper.getDeserializationConfig();
  }

  /** A key of a record. */
  private record Key(String name, JavaType type, boolean required) {
    static Key of(BeanPropertyDefinition property) {
      return new Key(property.getName(), property.getPrimaryType(), property.isRequired());
    }
  }

  /** A value within another: its path, which may not be there, and the type it should have. */
  record Child(String path, JsonNode node, JavaType type) {}

  /** The keys that a value can have, with their types; none where any key will do. */
  Map<String, JavaType> keys(JavaType type) {
    Map<String, JavaType> keys = new LinkedHashMap<>();
    if (type.getRawClass().isRecord()) {
      for (Key key : properties(type)) {
        keys.put(key.name(), key.type());
      }
    } else if (type.isMapLikeType() && type.getKeyType().isEnumType()) {
      constants(type.getKeyType()).forEach(name -> keys.put(name, type.getContentType()));
    }
    return keys;
  }

  /** The keys that have to be there: those marked {@code @JsonProperty(required = true)}. */
  List<Child> required(JsonNode node, JavaType type, String path) {
    if (!type.getRawClass().isRecord() || !node.isObject()) {
      return List.of();
    }
    return properties(type).stream()
        .filter(Key::required)
        .map(key -> child(node, key.name(), key.type(), path))
        .toList();
  }

  /** The values within a value whose types are known: of a record, a map or a list. */
  List<Child> children(JsonNode node, JavaType type, String path) {
    List<Child> children = new ArrayList<>();
    if (node.isArray() && type.isCollectionLikeType()) {
      for (int i = 0; i < node.size(); i++) {
        children.add(new Child(path + "[" + i + "]", node.get(i), type.getContentType()));
      }
    } else if (node.isObject()) {
      Map<String, JavaType> keys = keys(ofKind(type, node));
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        JavaType known = keys.get(field.getKey());
        JavaType child = type.isMapLikeType() ? type.getContentType() : known;
        if (child != null) {
          children.add(child(node, field.getKey(), child, path));
        }
      }
    }
    return children;
  }

  /** The type that a value has by its kind, where a type has several. */
  private JavaType ofKind(JavaType type, JsonNode node) {
    JsonSubTypes kinds = type.getRawClass().getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? type
        : Stream.of(kinds.value())
            .filter(kind -> kind.name().equals(node.path("kind").asText()))
            .findFirst()
            .map(kind -> mapper.constructType(kind.value()))
            .orElse(type);
  }

  private static Child child(JsonNode node, String name, JavaType type, String path) {
    return new Child(KeyPath.join(path, name), node.path(name), type);
  }

  /** The keys of a record; those of an unwrapped component stand in its place. */
  private List<Key> properties(JavaType type) {
    List<Key> known = properties.get(type);
    if (known == null) {
      known = plain(type).orElseGet(() -> introspected(type));
      properties.put(type, known);
    }
    return known;
  }

  private List<Key> introspected(JavaType type) {
    return config.introspect(type).findProperties().stream()
        .flatMap(
            property ->
                unwrapped(property)
                    ? properties(property.getPrimaryType()).stream()
                    : Stream.of(Key.of(property)))
        .toList();
  }

  /**
   * The same without Jackson's introspection, for a record whose components say no more than
   * whether they have to be there, as nearly all do; empty for others.
   */
  private Optional<List<Key>> plain(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw.getTypeParameters().length > 0
        || raw.getDeclaredConstructors().length > 1
        || raw.getAnnotations().length > 0
        || Arrays.stream(raw.getDeclaredMethods())
            .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class))) {
      return Optional.empty();
    }
    List<Key> keys = new ArrayList<>();
    for (RecordComponent component : raw.getRecordComponents()) {
      Optional<Boolean> required = required(raw, component);
      if (required.isEmpty()) {
        return Optional.empty();
      }
      keys.add(
          new Key(
              component.getName(),
              mapper.constructType(component.getGenericType()),
              required.get()));
    }
    return Optional.of(keys);
  }

  /** Whether a component has to be there; empty where its annotations say anything else. */
  private static Optional<Boolean> required(Class<?> raw, RecordComponent component) {
    boolean required = false;
    // A component's annotations are its field's and its accessor's, unless that is written out.
    Annotation[] annotations = component.getAccessor().getAnnotations();
    if (!Arrays.equals(annotations, field(raw, component.getName()).getAnnotations())) {
      return Optional.empty();
    }
    for (Annotation annotation : annotations) {
      if (!(annotation instanceof JsonProperty property) || !property.value().isEmpty()) {
        return Optional.empty();
      }
      required = property.required();
    }
    return Optional.of(required);
  }

  private static Field field(Class<?> raw, String name) {
    try {
      return raw.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a component has a field", e);
    }
  }

  private boolean unwrapped(BeanPropertyDefinition property) {
    return config
            .getAnnotationIntrospector()
            .findUnwrappingNameTransformer(property.getPrimaryMember())
        != null;
  }

  private Stream<String> constants(JavaType type) {
    return Arrays.stream(type.getRawClass().getEnumConstants())
        .map(constant -> mapper.convertValue(constant, String.class));
  }

  /** The kinds that a type with subtypes can be of. */
  static String kinds(JavaType base) {
    JsonSubTypes kinds = base.getRawClass().getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? "the known kinds"
        : Arrays.stream(kinds.value())
            .map(JsonSubTypes.Type::name)
            .collect(Collectors.joining(", "));
  }

  /** What a value of this type looks like. */
  String expected(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw.isEnum()) {
      return "one of " + constants(type).collect(Collectors.joining(", "));
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
      return "the keys " + keys(type).keySet().stream().sorted().collect(Collectors.joining(", "));
    }
    if (type.isMapLikeType()) {
      Map<String, JavaType> keys = keys(type);
      return keys.isEmpty() ? "keys" : "the keys " + String.join(", ", keys.keySet());
    }
    return raw == URI.class ? "an address" : "a text";
  }
}
