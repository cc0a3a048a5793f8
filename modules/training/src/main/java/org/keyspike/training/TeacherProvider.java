package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.keyspike.audio.FrontEndSettings;

/**
 * A kind of {@link Teacher} that is no spiking network of ours, found by {@link ServiceLoader}:
 * another kind is another module on the class path. It is named in recipes by where it lies: {@code
 * training.distillation.teacher} and {@code compression.recovery.teacher}.
 */
public interface TeacherProvider {

  /** Whether a file or folder, which may not exist, holds a network of this kind. */
  boolean holds(Path path) throws IOException;

  /**
   * A hash of the files that decide what it answers: a stage whose teacher changed is done anew. It
   * is asked for often, and must not open the network.
   */
  String identity(Path path) throws IOException;

  /**
   * Opens it.
   *
   * @param classes of the student, in the order of its logits
   * @param frontEnd of the features that the student learns from
   * @throws org.keyspike.io.InputException if its classes or features are others, or the file is
   *     damaged
   * @throws IOException if it cannot be read
   */
  Teacher open(Path path, List<String> classes, FrontEndSettings frontEnd) throws IOException;

  /** All kinds on the class path. */
  static List<TeacherProvider> all() {
    return ServiceLoader.load(TeacherProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
