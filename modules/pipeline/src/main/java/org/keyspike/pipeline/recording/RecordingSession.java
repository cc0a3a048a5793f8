package org.keyspike.pipeline.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.audio.take.Take;
import org.keyspike.audio.take.TakeFinder;
import org.keyspike.audio.take.Verdict;
import org.keyspike.datasets.speechcommands.RecordingFolder;
import org.keyspike.io.InputException;
import org.keyspike.spotting.SoundSource;

/**
 * A session in which a person says each of some words so many times. Recordings of the words by the
 * same speaker that are there already count: a session that was broken off goes on in the next.
 */
public final class RecordingSession {
  private static final int MOST = 1_000;

  private final RecordingFolder folder;
  private final int takes;
  private final RecordingListener listener;
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, List<String>> files = new LinkedHashMap<>();
  private final TakeFinder finder = new TakeFinder();
  private boolean asked;
  private int refused;

  /**
   * @param words in the order in which they are asked for
   * @param takes of each word that there should be
   * @throws InputException if that is not 1 to 1000
   * @throws IOException if the folder cannot be read
   */
  public RecordingSession(
      RecordingFolder folder, List<String> words, int takes, RecordingListener listener)
      throws IOException {
    if (takes < 1 || takes > MOST) {
      throw new InputException("--takes", Integer.toString(takes), "1 to " + MOST);
    }
    this.folder = folder;
    this.takes = takes;
    this.listener = listener;
    for (String word : words) {
      counts.put(word, folder.count(word));
      files.put(word, new ArrayList<>());
    }
  }

  /** How many recordings of each word there are now. */
  public RecordedWords recorded() {
    return new RecordedWords(
        folder.path().toString(),
        folder.speaker(),
        counts.entrySet().stream()
            .map(
                word ->
                    new RecordedWords.Word(
                        word.getKey(), takes, word.getValue(), files.get(word.getKey())))
            .toList(),
        refused);
  }

  /**
   * Listens until there are so many recordings of each word, or the sound ends. A word that is
   * being said when it ends is lost.
   *
   * @throws IOException if the sound breaks off, or a file cannot be written
   */
  public RecordedWords record(SoundSource source) throws IOException {
    listener.measuring();
    List<Take> ended = new ArrayList<>();
    boolean more = true;
    while (more && !recorded().complete()) {
      more =
          source.next(
              (samples, length) -> {
                listener.heard(samples, length);
                finder.accept(samples, length, ended::add);
              });
      for (Take take : ended) {
        if (!recorded().complete()) {
          judge(take);
        }
      }
      ended.clear();
      ask();
    }
    return recorded();
  }

  /** Asks for the next word once the background is known, or for quiet where it is no more. */
  private void ask() {
    boolean known = finder.background().isPresent();
    if (known && !asked && !recorded().complete()) {
      String word = wanted();
      listener.wanted(word, counts.get(word) + 1, takes, finder.background().getAsDouble());
    } else if (!known && asked) {
      listener.measuring();
    }
    asked = known;
  }

  private String wanted() {
    return counts.keySet().stream()
        .filter(word -> counts.get(word) < takes)
        .findFirst()
        .orElseThrow();
  }

  private void judge(Take take) throws IOException {
    String word = wanted();
    if (take.verdict() == Verdict.GOOD) {
      Path file = folder.add(word, take.samples());
      files.get(word).add(file.toString());
      counts.merge(word, 1, Integer::sum);
      listener.kept(word, take, file);
    } else {
      refused += take.verdict() == Verdict.NOTHING ? 0 : 1;
      listener.refused(word, take);
    }
    // Asked for anew, be it the same word or another one; for quiet first after some verdicts.
    asked = finder.background().isEmpty();
  }
}
