package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordNamesTest {
  @Test
  void aFolderHasUnderscoresForSpaces() {
    assertEquals("hey_spike", WordNames.folder("hey spike"));
    assertEquals("Stop", WordNames.folder("Stop"));
  }

  @Test
  void twoWordsOfOneFolderHaveOneKey() {
    assertEquals(WordNames.key("Hey spike"), WordNames.key("hey_Spike"));
    // Whatever the language of the system: in Turkish the lower case of I is another letter.
    assertEquals("in", WordNames.key("IN"));
  }
}
