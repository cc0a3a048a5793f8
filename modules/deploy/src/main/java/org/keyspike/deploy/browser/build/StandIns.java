package org.keyspike.deploy.browser.build;

import java.util.Set;
import org.teavm.extension.spi.substitution.SubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/**
 * The classes of the Java library that TeaVM lacks, and what stands in for them in the page: {@code
 * java.util.zip.X} is {@code StandInX} of this package.
 */
public final class StandIns implements SubstitutionPolicy {
  @Override
  public void contribute(SubstitutionSink sink) {
    sink.selectClasses(Set.of("java.util.zip.CRC32C")::contains)
        .replacePackage("java.util.zip", StandIns.class.getPackageName())
        .simpleNamePrefix("StandIn");
  }
}
