package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.Hashes;

class HashRuleTest {

  /** Lines of the official lists. */
  @ParameterizedTest
  @CsvSource({
    "189cbabe_nohash_2.wav, TEST",
    "8fe67225_nohash_3.wav, TEST",
    "c9e251d2_nohash_1.wav, TEST",
    "a69b9b3e_nohash_0.wav, VALIDATION",
    "439c84f4_nohash_1.wav, VALIDATION"
  })
  void officialNames(String name, Split expected) {
    assertEquals(expected, HashRule.split(name));
  }

  @Test
  void officialListsNameByName() throws IOException {
    Map<String, Split> expected = new HashMap<>();
    for (String line : Files.readAllLines(Made.real("gsc-v2-testing_list.txt"))) {
      expected.put(line, Split.TEST);
    }
    for (String line : Files.readAllLines(Made.real("gsc-v2-validation_list.txt"))) {
      expected.put(line, Split.VALIDATION);
    }
    assertEquals(11_005 + 9_981, expected.size());
    List<String> differences =
        expected.entrySet().stream()
            .filter(
                entry -> {
                  String name = entry.getKey();
                  return HashRule.split(name.substring(name.indexOf('/') + 1)) != entry.getValue();
                })
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of(), differences);
  }

  /** The rule as the data set's README states it, in unbounded integers. */
  @Property
  void statedRule(@ForAll @IntRange(min = 0) int speaker, @ForAll @IntRange(max = 9) int n) {
    String id = String.format("%08x", speaker);
    byte[] hash = Hashes.digest("SHA-1").digest(id.getBytes(StandardCharsets.UTF_8));
    BigInteger most = BigInteger.TWO.pow(27).subtract(BigInteger.ONE);
    double percent =
        new BigInteger(1, hash).mod(most.add(BigInteger.ONE)).doubleValue()
            * (100.0 / most.doubleValue());
    Split expected = percent < 10 ? Split.VALIDATION : percent < 20 ? Split.TEST : Split.TRAIN;
    assertEquals(expected, HashRule.split(id + "_nohash_" + n + ".wav"));
  }
}
