package org.keyspike.engine.djl.example;

import com.google.auto.service.AutoService;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.network.NetworkSpec;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;

/** An engine of one's own, which recipes can name: here another one with a single thread. */
@AutoService(EngineProvider.class)
public final class OneThread implements EngineProvider {
  @Override
  public String name() {
    return "djl-one-thread";
  }

  @Override
  public Fitness fitness() {
    return new Fitness(1, "PyTorch, one thread", "");
  }

  @Override
  public void require(NetworkSpec spec, LearningRule rule, String device) {
    DjlEngine.require(spec, rule);
  }

  @Override
  public GradientEngine open(String device, int threads) {
    return new DjlEngine(DjlEngine.Device.CPU, 1);
  }
}
