package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The BOM has every module, in the version of all. */
class BomTest {
  private static final Path ROOT = Path.of("..", "..");

  private static Document pom(Path folder)
      throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile());
  }

  private static List<String> texts(Document pom, String element) {
    NodeList nodes = pom.getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }

  @Test
  void listsEveryModule() throws Exception {
    Document root = pom(ROOT);
    Document bom = pom(ROOT.resolve("modules/bom"));
    TreeSet<String> expected = new TreeSet<>(List.of("keyspike-bom"));
    for (String module : texts(root, "module")) {
      expected.add("keyspike-" + module.substring("modules/".length()));
    }
    assertEquals(expected, new TreeSet<>(texts(bom, "artifactId")));
    assertEquals(texts(root, "version").get(0), texts(bom, "version").get(0));
  }
}
