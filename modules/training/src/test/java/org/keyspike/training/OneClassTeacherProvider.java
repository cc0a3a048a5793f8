package org.keyspike.training;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.Batch;

/**
 * A kind of network that answers with the first class, whatever the file {@code NAME.one-class}.
 */
public final class OneClassTeacherProvider implements TeacherProvider {
  @Override
  public boolean holds(Path path) {
    return path.toString().endsWith(".one-class");
  }

  @Override
  public String identity(Path path) {
    return "one class";
  }

  @Override
  public Teacher open(Path path, List<String> classes, FrontEndSettings frontEnd) {
    return new Teacher() {
      @Override
      public String identity() {
        return "one class";
      }

      @Override
      public float[] logits(Batch batch) {
        float[] logits = new float[batch.size() * classes.size()];
        for (int clip = 0; clip < batch.size(); clip++) {
          logits[clip * classes.size()] = 1;
        }
        return logits;
      }
    };
  }
}
