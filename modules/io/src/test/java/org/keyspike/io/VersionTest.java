package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void classesOutsideAJarHaveNone() {
    assertEquals("unpackaged", Version.TEXT);
  }
}
