package org.keyspike.pipeline;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Safetensors;
import org.keyspike.training.Teacher;
import org.keyspike.training.TeacherProvider;
import org.keyspike.training.dscnn.DsCnn;
import org.keyspike.training.dscnn.FoldedDsCnn;

/** The convolutional baseline as a teacher: its run folder, or the checkpoint in it. */
@AutoService(TeacherProvider.class)
public final class DsCnnTeacherProvider implements TeacherProvider {
  /** What a checkpoint of a DS-CNN has in its metadata. */
  private static final String MARK = "dscnn.spec";

  @Override
  public boolean holds(Path path) throws IOException {
    Path file = Teachers.floatNetwork(path);
    return file.toString().endsWith(".safetensors")
        && Files.isRegularFile(file)
        && Safetensors.read(file).metadata().containsKey(MARK);
  }

  @Override
  public String identity(Path path) throws IOException {
    return Hashes.sha256Hex(Teachers.floatNetwork(path));
  }

  @Override
  public Teacher open(Path path, List<String> classes, FrontEndSettings frontEnd)
      throws IOException {
    Path file = Teachers.floatNetwork(path);
    DsCnn network = DsCnn.read(file);
    Teachers.requireClasses(file, network.labels(), classes);
    if (network.spec().bands() != frontEnd.bands()) {
      throw new InputException(
          file,
          network.spec().bands() + " bands",
          frontEnd.bands() + ", which the run learns from");
    }
    // Files of before say nothing of it.
    String learned =
        network.provenance().getOrDefault(BaselineTrainStage.FRONT_END, frontEnd.text());
    if (!learned.equals(frontEnd.text())) {
      throw new InputException(
          file, "front end " + learned, frontEnd.text() + ", which the run learns from");
    }
    return new Answers(new FoldedDsCnn(network), Hashes.sha256Hex(file));
  }

  private record Answers(FoldedDsCnn network, String identity) implements Teacher {
    @Override
    public float[] logits(Batch batch) {
      int size = batch.frames() * batch.bands();
      int classes = network.spec().classes();
      float[] all = new float[batch.size() * classes];
      for (int clip = 0; clip < batch.size(); clip++) {
        float[] features = Arrays.copyOfRange(batch.features(), clip * size, (clip + 1) * size);
        System.arraycopy(network.logits(features), 0, all, clip * classes, classes);
      }
      return all;
    }
  }
}
