package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Penalty and control against values of {@code rates.py}, written from docs/concepts alone. */
class RatesWitnessTest {
  private final JsonNode cases = read();

  private static JsonNode read() {
    try (InputStream in = RatesWitnessTest.class.getResourceAsStream("/rates/rates.json")) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The slope by a spike is that by the rate over all slots and that by the active part. */
  @Test
  void thePenaltyAndItsSlopesAreThoseOfThePage() {
    for (JsonNode one : cases.get("penalty")) {
      double tau = one.get("tau").asDouble();
      ActivityPenalty penalty =
          new ActivityPenalty(
              one.get("lambda").asDouble(),
              tau == 0 ? List.of() : List.of(tau),
              one.get("mu").asDouble(),
              List.of(
                  new CycleCost.Layer(
                      one.get("perRate").asDouble(), one.get("perActive").asDouble())));
      double rate = one.get("rate").asDouble();
      double active = one.get("active").asDouble();
      assertEquals(one.get("penalty").asDouble(), penalty.value(0, rate, active), 1e-12);
      int steps = one.get("steps").asInt();
      int neurons = 4;
      int frames = 3;
      int valid = one.get("lengths").get(0).asInt() + one.get("lengths").get(1).asInt();
      double slots = (double) valid * neurons;
      JsonNode spikes = one.get("spikes");
      for (int i = 0; i < spikes.size(); i++) {
        int frame = i / neurons / steps;
        double others = 1;
        for (int k = 0; k < steps; k++) {
          int j = (frame * steps + k) * neurons + i % neurons;
          others *= j == i ? 1 : 1 - spikes.get(j).asDouble();
        }
        boolean within = frame % frames < one.get("lengths").get(frame / frames).asInt();
        double slope =
            penalty.rateSlope(0, rate) / (slots * steps) + penalty.activeCost(0) * others / slots;
        assertEquals(one.get("slopes").get(i).asDouble(), within ? slope : 0, 1e-7, "spike " + i);
      }
    }
  }

  @Test
  void theControlIsThatOfThePage() {
    for (JsonNode one : cases.get("control")) {
      CycleControl control =
          CycleControl.of(
              new RateSettings(
                  0, 0, List.of(), one.get("weight").asDouble(), one.get("budget").asDouble()));
      for (int i = 0; i < one.get("cycles").size(); i++) {
        control = control.after(one.get("cycles").get(i).asDouble());
        double expected = one.get("weights").get(i).asDouble();
        assertEquals(expected, control.weight(), 1e-12 * expected, "step " + i);
      }
    }
  }

  @Test
  void withoutABudgetTheWeightStays() {
    CycleControl control = CycleControl.of(new RateSettings(0, 0, List.of(), 0.25, 0));
    assertEquals(0.25, control.weight());
    assertEquals(0.25, control.after(1e9).weight());
    assertEquals(0, control.overrun(1e9));
    CycleControl bound = CycleControl.of(new RateSettings(0, 0, List.of(), 0.25, 100));
    assertEquals(0, bound.overrun(102), 1e-12);
    assertEquals(0.08, bound.overrun(110), 1e-12);
    assertTrue(bound.after(110).weight() > 0.25 && bound.after(90).weight() < 0.25);
  }

  @Test
  void withoutAPenaltyNothingCosts() {
    CycleControl none = CycleControl.of(RateSettings.NONE);
    assertEquals(new CycleControl(0, 0, 0, 0), none);
    assertEquals(0, none.weight());
    assertEquals(0.125, ActivityPenalty.ofRates(0.5).value(0, 0.25, 9));
    RateSettings both = new RateSettings(0.5, 0, List.of(0.1), 0.25, 100);
    assertEquals(new RateSettings(0.5, 0, List.of(0.1), 0, 0), both.withoutCycles());
    assertFalse(both.withoutCycles().countCycles());
    assertTrue(new RateSettings(0, 0, List.of(), 0.25, 0).countCycles());
    assertTrue(new RateSettings(0, 0, List.of(), 0, 100).countCycles());
  }

  @Test
  void theCostOfAFrameIsLinear() {
    CycleCost cost =
        new CycleCost(10, 80, List.of(new CycleCost.Layer(3, 5), new CycleCost.Layer(0, 200)));
    assertEquals(
        10 + 8 + 0.75 + 2.5 + 50,
        cost.cycles(0.1, new double[] {0.25, 9}, new double[] {0.5, 0.25}),
        1e-12);
    assertEquals(10, cost.cycles(Double.NaN, new double[2], new double[2]), "features straight in");
  }
}
