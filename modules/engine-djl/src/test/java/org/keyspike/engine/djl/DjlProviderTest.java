package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.GradientStops;
import org.keyspike.training.LearningRule;

@Tag("slow")
class DjlProviderTest {
  private final NetworkSpec spec = NetworkDraw.from(new SplittableRandom(1)).spec();

  /** A rule without a counterpart in any engine. */
  private record Wish(GradientStops stops, boolean feedback) implements LearningRule {
    @Override
    public String name() {
      return "by-wish";
    }
  }

  @Test
  void theEngineIsFoundOnTheClassPath() {
    List<String> names = EngineProvider.all().stream().map(EngineProvider::name).toList();
    assertEquals(List.of("djl"), names);
  }

  @Test
  void itComputesEveryRuleThatHasACounterpart() {
    DjlProvider provider = new DjlProvider();
    for (String rule : new String[] {"bptt", "desire", "dfa-instant", "dfa-trace"}) {
      provider.require(spec, LearningRule.named(rule), EngineProvider.CPU);
      assertEquals(rule, DjlRule.of(LearningRule.named(rule)).name());
    }
    assertInstanceOf(BpttRule.class, DjlRule.of(LearningRule.named("bptt")));
    assertInstanceOf(DesireRule.class, DjlRule.of(LearningRule.named("desire")));
    SpecException e =
        assertThrows(
            SpecException.class,
            () -> provider.require(spec, new Wish(GradientStops.NONE, false), "cpu"));
    assertTrue(e.getMessage().contains("by-wish"), e.getMessage());
  }

  @Test
  void itOpensAnEngineOfItsName() {
    DjlProvider provider = new DjlProvider();
    try (GradientEngine engine = provider.open(EngineProvider.CPU, 0)) {
      assertEquals(provider.name(), engine.name());
      assertTrue(engine.configuration().contains("1"), engine.configuration());
    }
  }

  @Test
  void theLibrarySaysItsVersion() {
    NativeLibrary library = NativeLibrary.load();
    assertTrue(library.version().matches("\\d+\\..*"), library.version());
    assertEquals("PyTorch " + library.version(), library.description());
    assertTrue(library.gpus() >= 0);
  }
}
