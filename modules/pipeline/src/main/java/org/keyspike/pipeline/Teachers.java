package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.RememberingTeacher;
import org.keyspike.training.SpikingTeacher;
import org.keyspike.training.Teacher;
import org.keyspike.training.TeacherProvider;
import org.keyspike.training.TrainingSettings;

/** The networks that recipes name as teachers: runs, checkpoints, and what providers open. */
final class Teachers {
  /** What stands for the seed of the run in a teacher's place. */
  private static final String SEED = "{seed}";

  /** The share of the heap that remembered answers may take. */
  private static final int HEAP_SHARE = 8;

  private Teachers() {}

  /** Where a teacher lies, for a run of this seed. */
  static Path place(Path named, long seed) {
    return Path.of(named.toString().replace(SEED, Long.toString(seed)));
  }

  /**
   * A hash of all that decides what a teacher answers.
   *
   * @throws InputException if there is none
   */
  static String identity(Path place) throws IOException {
    Optional<TeacherProvider> other = provider(place);
    return other.isPresent() ? other.get().identity(place) : Hashes.sha256Hex(checkpoint(place));
  }

  /**
   * Opens a teacher, which ends with the run's engine.
   *
   * @param place where it lies
   * @param settings of the training that it is for
   * @throws InputException if there is none, or it knows other classes or features than the run's
   */
  static Teacher open(Run run, Path place, TrainingSettings settings) throws IOException {
    List<String> classes = run.features().dataset().classes();
    FrontEndSettings frontEnd = run.recipe().frontend();
    Optional<TeacherProvider> other = provider(place);
    Teacher teacher =
        other.isPresent()
            ? other.get().open(place, classes, frontEnd)
            : spiking(run, checkpoint(place), classes, frontEnd);
    return settings.repeatsClips()
        ? new RememberingTeacher(
            teacher, Runtime.getRuntime().maxMemory() / HEAP_SHARE / Float.BYTES)
        : teacher;
  }

  private static Teacher spiking(
      Run run, Path file, List<String> classes, FrontEndSettings frontEnd) throws IOException {
    Checkpoint network = Checkpoint.read(file);
    requireClasses(file, network.classes(), classes);
    if (!network.spec().features().frontEnd().equals(frontEnd)) {
      throw new InputException(
          file,
          "front end " + network.spec().features().frontEnd().text(),
          frontEnd.text() + ", which the run learns from");
    }
    return new SpikingTeacher(run.engine(), network);
  }

  /**
   * Refuses a teacher of other classes, or of the same in another order.
   *
   * @param file that it was read from
   * @throws InputException naming both
   */
  static void requireClasses(Path file, List<String> found, List<String> classes)
      throws InputException {
    if (!found.equals(classes)) {
      throw new InputException(
          file,
          "classes " + String.join(" ", found),
          String.join(" ", classes) + ", which the run learns");
    }
  }

  private static Optional<TeacherProvider> provider(Path place) throws IOException {
    for (TeacherProvider provider : TeacherProvider.all()) {
      if (provider.holds(place)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  /**
   * The one file of a teacher.
   *
   * @throws InputException if there is none, or it is a folder of another kind of network
   */
  static Path file(Path place) throws IOException {
    return provider(place).isPresent()
        ? InputException.requireFile(place, "a teacher in one file")
        : checkpoint(place);
  }

  /** The float checkpoint of a run folder, which may not have trained yet, or the file itself. */
  static Path floatNetwork(Path place) {
    return Files.isDirectory(place) ? new RunFolder(place).checkpoint(RunFolder.FLOAT) : place;
  }

  private static Path checkpoint(Path place) throws InputException {
    return InputException.requireFile(
        floatNetwork(place), "a teacher: a run that has trained, or a checkpoint");
  }
}
