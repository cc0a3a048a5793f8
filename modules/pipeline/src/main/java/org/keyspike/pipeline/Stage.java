package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One step of a run, with files as its result. */
public interface Stage {

  /** Its name on the command line, in the log and in the ledger. */
  String name();

  /** Texts that decide the result: hashes of input files, parts of the recipe. */
  List<String> inputs() throws IOException;

  /** The files it makes. */
  List<Path> outputs();

  /**
   * Does it.
   *
   * @return what came of it, for people
   */
  String perform() throws IOException;
}
