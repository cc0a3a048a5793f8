package org.keyspike.engine.djl;

import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.MoreKindsGridContract;

@Tag("slow")
class MoreKindsGridParityTest extends MoreKindsGridContract {
  private static GradientEngine engine;

  @BeforeContainer
  static void open() {
    engine = new DjlEngine(DjlEngine.Device.CPU, 1);
  }

  @AfterContainer
  static void close() {
    engine.close();
  }

  @Override
  protected GradientEngine engine() {
    return engine;
  }
}
