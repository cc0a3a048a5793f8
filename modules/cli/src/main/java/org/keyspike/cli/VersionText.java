package org.keyspike.cli;

import org.keyspike.io.Version;
import picocli.CommandLine.IVersionProvider;

/** The text that {@code --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"keyspike " + Version.TEXT};
  }
}
