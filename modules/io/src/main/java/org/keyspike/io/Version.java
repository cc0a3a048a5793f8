package org.keyspike.io;

import java.util.Objects;

/** The version of this program, from its jar. */
public final class Version {
  /** The version; classes outside a jar have none. */
  public static final String TEXT =
      Objects.requireNonNullElse(
          Version.class.getPackage().getImplementationVersion(), "unpackaged");

  private Version() {}
}
