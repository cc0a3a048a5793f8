package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
  @Test
  void theFirstEqualsSignDivides() throws InputException {
    assertEquals(new Assignment("a.b", "c=d", "--set a.b"), Assignment.parse("a.b=c=d", "--set"));
    assertEquals(new Assignment("a", " 1", "--set a"), Assignment.parse(" a = 1", "--set"));
    assertEquals(new Assignment("a", "", "--set a"), Assignment.parse("a=", "--set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=1"})
  void withoutKeyOrSignItIsRefused(String text) {
    InputException e = assertThrows(InputException.class, () -> Assignment.parse(text, "--set"));
    assertEquals("--set: found '" + text + "', expected key.path=value", e.getMessage());
  }
}
