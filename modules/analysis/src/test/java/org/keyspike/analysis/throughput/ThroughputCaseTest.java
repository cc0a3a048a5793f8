package org.keyspike.analysis.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThroughputCaseTest {

  @Test
  void everyCaseIsReadAsItIsWritten() {
    assertEquals(12, ThroughputCase.all().size());
    for (ThroughputCase one : ThroughputCase.all()) {
      assertEquals(Optional.of(one), ThroughputCase.parse(one.toString()));
    }
    assertTrue(ThroughputCase.parse("320-512-512-35@0.1").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "320-512-512-35",
        "320-512-512-36@0.1",
        "320-512-512-35@",
        "320-512-512-35@0",
        "320-512-512-35@0.6",
        "320-512-512-35@NaN",
        "320-512-512-35@ten",
        "320-512-512-35@0.1@0.1"
      })
  void anythingElseIsNot(String text) {
    assertEquals(Optional.empty(), ThroughputCase.parse(text));
  }

  @Test
  void denseMultiplyAddsByHand() {
    // Per frame: W₁ twice, as its inputs do not learn; U₁, W₂, U₂ three times; the readout once.
    long keyword = 100 * (2 * 320 * 512 + 9 * 512 * 512L) + 3 * (512 * 64 + 64 * 35);
    assertEquals(keyword, MultiplyAdds.ofClip(TestNetwork.LARGE_KEYWORD.spec(), 100));
    long frameWise = 100 * (2 * 40 * 256 + 9 * 256 * 256L + 3 * 256 * 1920);
    assertEquals(frameWise, MultiplyAdds.ofClip(TestNetwork.FRAME_WISE.spec(), 100));
  }
}
