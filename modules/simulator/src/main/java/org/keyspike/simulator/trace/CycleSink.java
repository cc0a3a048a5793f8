package org.keyspike.simulator.trace;

import java.io.IOException;

/** A sink for what happened, cycle by cycle. */
public interface CycleSink {
  /** One more cycle. */
  void accept(CycleView cycle) throws IOException;
}
