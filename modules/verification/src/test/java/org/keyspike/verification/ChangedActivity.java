package org.keyspike.verification;

import java.util.function.Consumer;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;

/** An engine that computes what another does, of which a number is then changed. */
record ChangedActivity(GradientEngine engine, Consumer<Activity> change) implements GradientEngine {
  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String configuration() {
    return engine.configuration();
  }

  @Override
  public Gradients gradients(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    return engine.gradients(spec, parameters, batch, objective);
  }

  @Override
  public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    Activity activity = engine.forward(spec, parameters, batch, detail);
    change.accept(activity);
    return activity;
  }

  @Override
  public void close() {}
}
