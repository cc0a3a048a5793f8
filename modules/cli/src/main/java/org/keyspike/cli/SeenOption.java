package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.cli.console.Console;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.contamination.ClipIdentity;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.spotting.NetworkFile;
import picocli.CommandLine.Option;

/** The option for clips that the network was trained with or chosen by. */
final class SeenOption {
  /** What is done with them. */
  enum Treatment {
    /** Nothing is scored where there is one. */
    REFUSE,
    /** They and the others get a figure of their own. */
    APART
  }

  private static final String NAME = "--seen";

  /** What would be right where clips were seen. */
  private static final String EXPECTED =
      "clips that it never saw, or " + NAME + " apart for two figures";

  @Option(
      names = NAME,
      paramLabel = "HOW",
      defaultValue = "refuse",
      description =
          "What to do with clips that the network was trained with or chosen by, as trained-on.bin"
              + " beside it tells: refuse ends with exit code 2; apart gives two figures, of the clips"
              + " that it never saw, then of those; default: ${DEFAULT-VALUE}.")
  private Treatment treatment = Treatment.REFUSE;

  boolean apart() {
    return treatment == Treatment.APART;
  }

  /** Recordings of which training mixed in or cut out nothing, as far as it is known. */
  static List<Path> unseen(List<Path> recordings, Optional<TrainedClips> trained)
      throws IOException {
    List<Path> unseen = new ArrayList<>();
    for (Path recording : recordings) {
      if (trained.isEmpty() || trained.get().part(ClipIdentity.of(recording)).isEmpty()) {
        unseen.add(recording);
      }
    }
    return unseen;
  }

  /**
   * Refuses recorded speech that was seen; to be told apart, it is left out.
   *
   * @param place where it lies
   */
  void checkSpeech(Path place, int seen, int all) throws InputException {
    if (seen == all || seen > 0 && !apart()) {
      throw new InputException(
          place,
          seen + " of " + all + " recordings that the network was trained with or chosen by",
          seen == all
              ? "recordings that it never heard"
              : "recordings that it never heard, or " + NAME + " apart to leave those out");
    }
  }

  /**
   * Refuses clips that were seen, unless they are to be told apart; says so where nothing tells.
   *
   * @param place what the clips are of
   * @param seen which of them were seen, if it is known
   * @return the same
   * @throws InputException also if they are to be told apart and nothing tells which they are
   */
  Optional<SeenClips> check(Object place, Target target, Optional<SeenClips> seen, Console console)
      throws IOException {
    if (seen.isEmpty()) {
      unknown(target.trainedClipsFile() + " is missing", console);
    } else if (!apart()) {
      seen.get().requireNone(place, EXPECTED);
    }
    return seen;
  }

  /**
   * Says that nothing tells which clips were seen.
   *
   * @param why what is not there
   * @throws InputException if they are to be told apart
   */
  void unknown(String why, Console console) throws InputException {
    String missing = "nothing tells what the network was trained with: " + why;
    if (apart()) {
      throw new InputException(NAME, "apart, and " + missing, "refuse");
    }
    console.progress().note(missing);
  }

  /** The same of the test clips of a data set. */
  Optional<SeenClips> check(
      Object place, Target target, NetworkFile model, Dataset dataset, Console console)
      throws IOException {
    return check(place, target, target.seen(model, dataset, console.progress()), console);
  }
}
