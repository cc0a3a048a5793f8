package org.keyspike.tutorials.howto;

import com.google.auto.service.AutoService;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;

/** Engine {@code perturbation} of recipes: float keyword networks without batch norm. */
@AutoService(EngineProvider.class)
public final class PerturbationProvider implements EngineProvider {
  static final String NAME = "perturbation";

  private static final int DRAWS = 32;

  @Override
  public String name() {
    return NAME;
  }

  /** Last: {@code auto} never takes it where another engine can be had. */
  @Override
  public Fitness fitness() {
    return new Fitness(0, "forward passes alone", "");
  }

  @Override
  public void require(NetworkSpec spec, LearningRule rule, String device) {
    if (!device.equals(CPU)) {
      throw new SpecException("training.device", device, CPU + " with engine " + NAME);
    }
    if (!rule.name().equals("bptt")) {
      throw new SpecException("training.rule", rule.name(), "bptt with engine " + NAME);
    }
    if (spec.format() != null || !(spec.readout() instanceof ReadoutSpec.Keyword)) {
      throw new SpecException(
          "training.engine", NAME, "vector or djl on the integer grid or for every frame");
    }
    if (spec.layers().stream().anyMatch(layer -> layer.batchNorm())) {
      throw new SpecException("network.batchNorm", true, "false with engine " + NAME);
    }
  }

  @Override
  public GradientEngine open(String device, int threads) {
    return new PerturbationEngine(DRAWS);
  }
}
