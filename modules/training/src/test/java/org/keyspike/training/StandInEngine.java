package org.keyspike.training;

/**
 * A {@link GradientEngine} for tests of what stands around engines: it has a name and nothing to
 * close, and a test says what it answers.
 */
public abstract class StandInEngine implements GradientEngine {
  @Override
  public String name() {
    return "made";
  }

  @Override
  public String configuration() {
    return "made";
  }

  @Override
  public void close() {}
}
