package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.training.Teacher;
import org.keyspike.training.TeacherProvider;

/** A kind of network that knows one class, which a file {@code NAME.made} says. */
public final class MadeTeacherProvider implements TeacherProvider {
  @Override
  public boolean holds(Path path) {
    return path.toString().endsWith(".made");
  }

  @Override
  public String identity(Path path) throws IOException {
    return "made " + Files.readString(path);
  }

  @Override
  public Teacher open(Path path, List<String> classes, FrontEndSettings frontEnd)
      throws IOException {
    int known = Integer.parseInt(Files.readString(path).strip());
    return new Teacher() {
      @Override
      public String identity() {
        return "made " + known;
      }

      @Override
      public float[] logits(Batch batch) {
        float[] logits = new float[batch.size() * classes.size()];
        for (int clip = 0; clip < batch.size(); clip++) {
          logits[clip * classes.size() + known] = 30;
        }
        return logits;
      }
    };
  }
}
