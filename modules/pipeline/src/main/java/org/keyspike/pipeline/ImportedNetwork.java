package org.keyspike.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;

/** The source of a float network that was made elsewhere and goes on as a run. */
public interface ImportedNetwork {

  /** The form that it came in, for its provenance. */
  String form();

  /**
   * The network as a recipe has it.
   *
   * @param spec of the recipe
   * @param classes of its data
   * @param provenance what else it is made from
   * @throws org.keyspike.io.InputException if it is another network than that
   */
  Checkpoint network(NetworkSpec spec, List<String> classes, Map<String, String> provenance)
      throws IOException;
}
