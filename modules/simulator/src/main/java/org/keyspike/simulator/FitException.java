package org.keyspike.simulator;

/** An image that a machine cannot take: what does not fit, what it needs, what the machine has. */
public final class FitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String part;
  private final String need;
  private final String have;

  public FitException(Architecture architecture, String part, Object need, Object have) {
    super(
        "machine "
            + architecture.name()
            + ": "
            + part
            + ": the image needs "
            + need
            + ", the machine has "
            + have);
    this.part = part;
    this.need = String.valueOf(need);
    this.have = String.valueOf(have);
  }

  /** What does not fit: the lanes, or the name of a memory. */
  public String part() {
    return part;
  }

  public String need() {
    return need;
  }

  public String have() {
    return have;
  }
}
