package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CTextTest {
  @Test
  void aNameIsOneString() {
    assertEquals("\"ja \\\"\\\\ wörd\"", CText.quoted("ja \"\\ wörd"));
    assertEquals("\"\\?\\?/\\0111\"", CText.quoted("??/\t1"), "no trigraph, three octal digits");
  }
}
