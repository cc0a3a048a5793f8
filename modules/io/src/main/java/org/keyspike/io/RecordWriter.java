package org.keyspike.io;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.file.Path;
import java.util.List;

/** A writer of records as text: the same record gives the same text. */
public final class RecordWriter {
  private static final SimpleModule PATHS =
      new SimpleModule().addSerializer(Path.class, new PathSerializer());

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  // A kind is a key, not a tag of YAML.
                  .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
                  .build())
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .addModule(PATHS)
          .build();

  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(PATHS).addModule(new Jdk8Module()).build();

  private RecordWriter() {}

  /** Jackson's own would write URIs. */
  private static final class PathSerializer extends ToStringSerializerBase {
    private static final long serialVersionUID = 1;

    PathSerializer() {
      super(Path.class);
    }

    @Override
    public String valueToString(Object value) {
      return ((Path) value).toAbsolutePath().normalize().toString();
    }
  }

  /** As YAML; paths are absolute, what is null is left out. */
  public static String yaml(Object record) {
    try {
      return YAML.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As JSON in one line, the form that keys are hashed from; what is empty is null. */
  public static String json(Object record) {
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The same without some fields where these are as in another record: keys that are hashed from it
   * stay what they were before the fields existed.
   *
   * @param usual a record of the same type
   * @param places JSON pointers to the fields, such as {@code /initial/leak}
   */
  public static String json(Object record, Object usual, List<String> places) {
    JsonNode tree = JSON.valueToTree(record);
    JsonNode other = JSON.valueToTree(usual);
    for (String text : places) {
      JsonPointer place = JsonPointer.compile(text);
      if (tree.at(place).equals(other.at(place))) {
        ((ObjectNode) tree.at(place.head())).remove(place.last().getMatchingProperty());
      }
    }
    return json(tree);
  }
}
