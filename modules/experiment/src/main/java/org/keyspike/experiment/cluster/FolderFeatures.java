package org.keyspike.experiment.cluster;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The features of a folder of sound files, one row a file.
 *
 * @param out where they lie
 * @param bands of a frame
 * @param frames of all files
 * @param count of the files
 */
public record FolderFeatures(String out, int bands, long frames, @JsonUnwrapped FolderCount count) {

  /** For people. */
  public String text() {
    return String.format("%s/parts: %,d frames of %d bands; %s", out, frames, bands, count.text());
  }
}
