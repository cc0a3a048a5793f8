package org.keyspike.cluster;

import java.io.Serializable;

/**
 * A file of a folder, and which version of it.
 *
 * @param name below the folder, with slashes
 * @param bytes of it
 * @param modified when, ms since 1970
 */
record SoundFile(String name, long bytes, long modified) implements Serializable {
  private static final long serialVersionUID = 1;
}
