package org.keyspike.engine.djl;

import com.google.auto.service.AutoService;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.network.NetworkSpec;
import org.keyspike.training.DsCnnEngine;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;

/** Engine {@code djl}: any network and rule, on the processor or a GPU. */
@AutoService(EngineProvider.class)
public final class DjlProvider implements EngineProvider {
  private static final int RANK = 50;

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public Fitness fitness() {
    return new Fitness(RANK, "PyTorch", "");
  }

  @Override
  public void require(NetworkSpec spec, LearningRule rule, String device) {
    DjlEngine.require(spec, rule);
  }

  @Override
  public GradientEngine open(String device, int threads) {
    return engine(device, threads);
  }

  @Override
  public Optional<DsCnnEngine> dsCnn(String device, int threads) {
    return Optional.of(new DjlDsCnn(engine(device, threads)));
  }

  private static DjlEngine engine(String device, int threads) {
    return new DjlEngine(
        DjlEngine.Device.valueOf(device.toUpperCase(Locale.ROOT)), Math.max(1, threads));
  }
}
