package org.keyspike.engine.vector;

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
    engine = TestEngines.open(2);
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
