package org.keyspike.simulator.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.GoldenModels;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.network.Golden;
import org.keyspike.network.Safetensors;

class TraceAgreementTest {
  private static Trace trace(String name) {
    Safetensors golden = Golden.read(name);
    return Trace.of(new IntegerNetwork(GoldenModels.model(golden)), GoldenModels.features(golden));
  }

  @Test
  void theFirstOfSeveralMismatchesIsNamed() {
    Trace expected = trace("integer-ts2");
    Trace found = trace("integer-ts2");
    // Layer 1 has 32 neurons, two steps a frame: frame 7, step 1, neuron 5, and a later logit.
    found.spikes().get(1)[(7 * 2 + 1) * 32 + 5] ^= 1;
    found.logits()[3] += 9;
    TraceAgreement verification = TraceAgreement.of(4, expected, found);
    assertFalse(verification.identical());
    assertEquals(2, verification.mismatches());
    Mismatch first = verification.first().orElseThrow();
    assertEquals(4, first.clip());
    assertEquals(7, first.frame());
    assertEquals(1, first.step());
    assertEquals(1, first.layer());
    assertEquals(5, first.neuron());
    assertEquals(Mismatch.What.SPIKE, first.what());
    assertEquals(1, first.found() + first.expected());
    assertTrue(
        first.toString().startsWith("spike of clip 4, frame 7, step 1, layer 1, neuron 5: found"));
  }

  @Test
  void everyKindOfNumberIsCompared() {
    Trace expected = trace("integer-framewise-direct");
    Trace found = trace("integer-framewise-direct");
    found.logits()[6 * 10 + 2]++;
    Mismatch logit = TraceAgreement.of(0, expected, found).first().orElseThrow();
    assertEquals(10, logit.frame());
    assertEquals(2, logit.layer());
    assertEquals(2, logit.neuron());
    assertEquals(logit.expected() + 1, logit.found());
    found.potentials().get(0)[48 * 3]--;
    Mismatch potential = TraceAgreement.of(0, expected, found).first().orElseThrow();
    assertEquals(Mismatch.What.POTENTIAL, potential.what());
    assertEquals(1, potential.frame());
    assertEquals(1, potential.step());

    Trace adaptive = trace("integer-adaptive");
    Trace adapted = trace("integer-adaptive");
    adapted.adaptations().get(1)[32 * 9 + 4]++;
    Mismatch adaptation = TraceAgreement.of(0, adaptive, adapted).first().orElseThrow();
    assertEquals(Mismatch.What.ADAPTATION, adaptation.what());
    assertEquals(9, adaptation.frame());
    assertEquals(1, adaptation.layer());
    assertEquals(4, adaptation.neuron());

    Trace keyword = trace("integer-ts1");
    Trace encoder = trace("integer-ts1");
    encoder.encoderSpikes()[32 * 2 + 31] ^= 1;
    Mismatch spike = TraceAgreement.of(0, keyword, encoder).first().orElseThrow();
    assertEquals(Mismatch.What.ENCODER_SPIKE, spike.what());
    assertEquals(2, spike.frame());
    assertEquals(-1, spike.layer());
    assertTrue(spike.toString().contains("step 0, channel 31: found"), spike.toString());
    assertEquals(31, spike.neuron());
  }

  @Test
  void whatNobodyRecordedIsNotCompared() {
    Trace expected = trace("integer-adaptive");
    Trace found = trace("integer-adaptive");
    found.potentials().get(0)[0]++;
    found.adaptations().get(0)[0]++;
    Trace without =
        new Trace(
            found.frames(),
            found.timeSteps(),
            found.classes(),
            found.encoderSpikes(),
            found.spikes(),
            List.of(),
            List.of(),
            found.logits());
    assertTrue(TraceAgreement.of(0, expected, without).identical());
    assertEquals(2, TraceAgreement.of(0, expected, found).mismatches());
  }

  @Test
  void clipsAddUpInAnyOrder() {
    Trace expected = trace("integer-ts1");
    Trace found = trace("integer-ts1");
    found.logits()[0]++;
    TraceAgreement good = TraceAgreement.of(0, expected, expected);
    TraceAgreement second = TraceAgreement.of(2, expected, found);
    TraceAgreement third = TraceAgreement.of(3, expected, found);
    TraceAgreement sum = TraceAgreement.NONE.plus(third).plus(good).plus(second);
    assertEquals(3, sum.clips());
    assertEquals(180, sum.frames());
    assertEquals(2, sum.mismatches());
    assertEquals(2, sum.first().orElseThrow().clip());
    assertEquals(sum, second.plus(good).plus(third));
  }

  /** 60 frames of 32 channels and of 48 and 32 neurons in one step, then 6 logits. */
  @Test
  void everyNumberIsCountedByItsKind() {
    Trace trace = trace("integer-ts1");
    TraceAgreement agreement = TraceAgreement.of(0, trace, trace);
    int neurons = 60 * (48 + 32);
    TraceCounts counts = new TraceCounts(60 * 32 + neurons, neurons, 0, 0, 6);
    assertEquals(counts, agreement.counts());
    assertEquals(counts.plus(counts), agreement.plus(agreement).counts());
    assertEquals(2L * (60 * 32 + 2 * neurons + 6), agreement.plus(agreement).compared());
    // In two layers that adapt.
    Trace adaptive = trace("integer-adaptive");
    TraceCounts adapting = TraceAgreement.of(0, adaptive, adaptive).counts();
    assertEquals(
        adaptive.adaptations().stream().mapToLong(w -> w.length).sum(), adapting.adaptations());
    assertTrue(adapting.adaptations() > 0);
  }

  private static Trace small(int frames, int spikes, int potentials, int adaptations, int logits) {
    return new Trace(
        frames,
        1,
        2,
        new byte[3],
        List.of(new byte[spikes]),
        potentials < 0 ? List.of() : List.of(new short[potentials]),
        adaptations < 0 ? List.of() : List.of(new short[adaptations]),
        new int[logits]);
  }

  @Test
  void everyShapeMustBeTheSame() {
    Trace trace = small(1, 4, 4, 4, 2);
    for (Trace other :
        List.of(
            small(3, 4, 4, 4, 2),
            small(1, 5, 4, 4, 2),
            small(1, 4, 5, 4, 2),
            small(1, 4, 5, -1, 2),
            small(1, 4, 4, 5, 2),
            small(1, 4, -1, 5, 2),
            small(1, 4, 4, 4, 4))) {
      assertThrows(IllegalArgumentException.class, () -> TraceAgreement.of(0, trace, other));
      assertThrows(IllegalArgumentException.class, () -> TraceAgreement.of(0, other, trace));
    }
    for (Trace less : List.of(small(1, 4, -1, 4, 2), small(1, 4, 4, -1, 2))) {
      assertTrue(TraceAgreement.of(0, trace, less).identical());
      assertTrue(TraceAgreement.of(0, less, trace).identical());
    }
  }

  @Test
  void tracesOfDifferentNetworksCannotBeCompared() {
    Trace expected = trace("integer-ts1");
    Trace other = trace("integer-ts2");
    assertThrows(IllegalArgumentException.class, () -> TraceAgreement.of(0, expected, other));
    Trace adaptive = trace("integer-adaptive");
    assertThrows(IllegalArgumentException.class, () -> TraceAgreement.of(0, expected, adaptive));
  }
}
