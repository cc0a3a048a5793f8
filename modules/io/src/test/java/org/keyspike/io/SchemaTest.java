package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are those that Jackson binds, by whichever way they are found. */
class SchemaTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  record Plain(
      int number,
      @JsonProperty(required = true) List<String> words,
      Map<String, Optional<Long>> m) {}

  record Renamed(@JsonProperty("called") int number, @JsonProperty(required = true) String text) {}

  record Ignoring(int number, @JsonIgnore String text) {}

  record Accessor(int number, @JsonProperty(required = true) String text) {
    @Override
    public String text() {
      return text + number;
    }
  }

  record Hidden(int number, String text) {
    @Override
    @JsonIgnore
    public String text() {
      return text;
    }
  }

  record Made(int number, String text) {
    @JsonCreator
    static Made of(@JsonProperty("size") int size) {
      return new Made(size, "");
    }
  }

  record Whole(@JsonUnwrapped Plain plain, double share) {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        Plain.class,
        Renamed.class,
        Ignoring.class,
        Accessor.class,
        Hidden.class,
        Made.class
      })
  void keysAreThoseOfJackson(Class<?> type) {
    Schema schema = new Schema(MAPPER);
    JavaType java = MAPPER.constructType(type);
    List<BeanPropertyDefinition> properties =
        MAPPER.getDeserializationConfig().introspect(java).findProperties();
    assertEquals(
        properties.stream()
            .collect(
                Collectors.toMap(
                    BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType)),
        schema.keys(java));
    assertEquals(
        properties.stream()
            .filter(BeanPropertyDefinition::isRequired)
            .map(BeanPropertyDefinition::getName)
            .toList(),
        schema.required(JsonNodeFactory.instance.objectNode(), java, "").stream()
            .map(Schema.Child::path)
            .toList());
    assertTrue(!properties.isEmpty());
  }

  @Test
  void unwrappedComponentsGiveTheirKeys() {
    assertEquals(
        List.of("number", "words", "m", "share"),
        List.copyOf(new Schema(MAPPER).keys(MAPPER.constructType(Whole.class)).keySet()));
  }
}
