package org.keyspike.network;

import org.keyspike.io.SettingException;

/** A network that cannot be: which field of the spec, what was found, what would be right. */
public final class SpecException extends SettingException {
  private static final long serialVersionUID = 1;

  public SpecException(String field, Object found, String expected) {
    super(field, found, expected, "network: " + field + " is " + found + ", expected " + expected);
  }
}
