package org.keyspike.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path as it is written: Jackson's own takes one with a colon for an address. */
final class PathDeserializer extends StdScalarDeserializer<Path> {
  private static final long serialVersionUID = 1L;

  PathDeserializer() {
    super(Path.class);
  }

  @Override
  public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Path) context.handleUnexpectedToken(Path.class, parser);
    }
    try {
      return Path.of(parser.getText());
    } catch (InvalidPathException e) {
      return (Path) context.handleWeirdStringValue(Path.class, parser.getText(), e.getReason());
    }
  }
}
