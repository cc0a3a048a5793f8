package org.keyspike.datasets.contamination;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;

/**
 * The clips among those to be scored that the network has seen.
 *
 * @param names of all clips to be scored
 * @param parts for each of them, the part that it was in when the network was trained, if it was
 */
public record SeenClips(List<String> names, List<Optional<Split>> parts) {
  public SeenClips {
    names = List.copyOf(names);
    parts = List.copyOf(parts);
  }

  /** Clips of which none was seen. */
  public static SeenClips none(List<Utterance> clips) {
    return new SeenClips(names(clips), Collections.nCopies(clips.size(), Optional.empty()));
  }

  /**
   * Compares clips with what a network was trained with.
   *
   * @param threads threads to decode with; the result does not depend on it
   * @throws InputException if a sound file cannot be used
   */
  public static SeenClips of(
      TrainedClips trained, List<Utterance> clips, int threads, ProgressListener progress)
      throws IOException {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Optional<Split>[] parts = new Optional[clips.size()];
    progress.begin("Looking for clips of the training", clips.size());
    try {
      Parallel.forEach(
          clips.size(),
          threads,
          () ->
              i -> {
                parts[i] = trained.part(ClipIdentity.of(clips.get(i)));
                progress.advance(1);
              });
    } finally {
      progress.end();
    }
    return new SeenClips(names(clips), List.of(parts));
  }

  private static List<String> names(List<Utterance> clips) {
    return clips.stream().map(Utterance::name).toList();
  }

  /** How many were seen. */
  public int count() {
    return (int) parts.stream().filter(Optional::isPresent).count();
  }

  /** How many were seen in one part. */
  public int count(Split part) {
    return (int) parts.stream().filter(Optional.of(part)::equals).count();
  }

  /** Places of the clips that were seen, or of the others, ascending. */
  public List<Integer> places(boolean seen) {
    return IntStream.range(0, parts.size())
        .filter(i -> parts.get(i).isPresent() == seen)
        .boxed()
        .toList();
  }

  /** How many of how many, with an example, for people; of use only where there are any. */
  public String text() {
    int first = places(true).get(0);
    return String.format(
        Locale.ROOT,
        "%,d of %,d clips, such as %s, that the network was trained with (%,d) or chosen by (%,d)",
        count(),
        names.size(),
        names.get(first),
        count(Split.TRAIN),
        count(Split.VALIDATION));
  }

  /**
   * Refuses to go on if any clip was seen.
   *
   * @param place what the clips are of
   * @param expected what would be right
   * @throws InputException with one clip as an example
   */
  public void requireNone(Object place, String expected) throws InputException {
    if (count() > 0) {
      throw new InputException(place, text(), expected);
    }
  }
}
