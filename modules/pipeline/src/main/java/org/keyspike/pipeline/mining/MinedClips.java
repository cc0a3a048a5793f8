package org.keyspike.pipeline.mining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileProblem;
import org.keyspike.io.FileTree;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.detection.Q15;
import org.keyspike.synthesis.Talk;

/**
 * The clips that a round of mining found: a list, with a sound file for each beside it.
 *
 * @param round counted from 1
 * @param heard what was listened to
 * @param clips hardest first
 * @param before what the network that listened was worth on the validation stream; of the first
 *     round only, as each round ends with it
 */
public record MinedClips(
    int round, List<Heard> heard, List<Clip> clips, Optional<ValidationAlarms> before) {
  private static final String LIST = "clips.json";

  public MinedClips {
    if (heard == null || clips == null || before == null) {
      throw new IllegalArgumentException("found no heard, clips or before");
    }
    heard = List.copyOf(heard);
    clips = List.copyOf(clips);
  }

  /**
   * Talk that was listened to.
   *
   * @param talk its kind
   * @param hours of it
   * @param alarms detections at the threshold
   */
  public record Heard(String talk, double hours, int alarms) {}

  /**
   * A clip.
   *
   * @param file its sound, beside the list
   * @param talk its kind
   * @param source the recording, by its place in the folder, or the speaker
   * @param start its first second in the recording, or in the turn of the speaker, s
   * @param word that it was taken for
   * @param score largest mean posterior, 0 to 1
   * @param alarm whether that is a false alarm; else a near miss
   * @param sha256 of the file
   */
  public record Clip(
      String file,
      String talk,
      String source,
      double start,
      String word,
      double score,
      boolean alarm,
      String sha256) {}

  /** Listens, and writes the sound files of what was found into a folder; others go. */
  public static MinedClips find(
      TalkListener listener,
      int round,
      List<Talk> talks,
      Optional<ValidationAlarms> before,
      Path folder,
      ProgressListener progress)
      throws IOException {
    List<Heard> heard = new ArrayList<>();
    List<FoundClip> found = new ArrayList<>();
    for (Talk talk : talks) {
      TalkListener.TalkHeard one = listener.to(talk, progress);
      heard.add(one.heard());
      found.addAll(one.found());
    }
    int threshold = TalkListener.q15(listener.settings().threshold());
    List<FoundClip> hardest =
        HardestClips.of(found, listener.settings().most(), listener.settings().perSource());
    Files.createDirectories(folder);
    List<Clip> clips = new ArrayList<>();
    for (FoundClip clip : hardest) {
      String word = listener.model().classes().get(clip.label());
      String name = String.format(Locale.ROOT, "%05d-%s.wav", clips.size() + 1, word);
      Path file = folder.resolve(name);
      write(file, clip.samples());
      clips.add(
          new Clip(
              name,
              clip.talk(),
              clip.source(),
              (double) clip.offset() / FrontEndSettings.SAMPLE_RATE,
              word,
              Q15.real(clip.score()),
              clip.score() >= threshold,
              Hashes.sha256Hex(file)));
    }
    MinedClips mined = new MinedClips(round, heard, clips, before);
    mined.removeOthers(folder);
    JsonFile.write(folder.resolve(LIST), mined);
    return mined;
  }

  /** Writes a sound file; a disk that is full is said with its name. */
  private static void write(Path file, float[] samples) throws IOException {
    try {
      AudioFiles.writeWav(file, new AudioClip(samples, FrontEndSettings.SAMPLE_RATE));
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  /** Clips of another mining in the same place would look as if they were of this one. */
  private void removeOthers(Path folder) throws IOException {
    Set<String> own = new HashSet<>();
    clips.forEach(clip -> own.add(clip.file()));
    for (Path file : FileTree.entries(folder)) {
      String name = file.getFileName().toString();
      if (name.matches("[0-9]{5}-.*\\.wav") && !own.contains(name)) {
        Files.delete(file);
      }
    }
  }

  /**
   * Reads the list of a folder.
   *
   * @throws InputException if it holds something else
   */
  public static MinedClips read(Path folder) throws IOException {
    return JsonFile.read(list(folder), MinedClips.class, "a list of mined clips");
  }

  /** Where the list of a folder is. */
  public static Path list(Path folder) {
    return folder.resolve(LIST);
  }

  /** The list and all sound files. */
  public List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>(List.of(list(folder)));
    clips.forEach(clip -> files.add(folder.resolve(clip.file())));
    return files;
  }

  /**
   * The clips as utterances.
   *
   * @param folder that they lie in
   * @param label of all of them
   */
  public List<Utterance> utterances(Path folder, int label) {
    List<Utterance> utterances = new ArrayList<>();
    for (Clip clip : clips) {
      String name = "mined/" + round + "/" + clip.file().replaceFirst("\\.wav$", "");
      utterances.add(
          new Utterance(
              name,
              folder.resolve(clip.file()),
              0,
              FrontEndSettings.SAMPLE_RATE,
              new int[] {label}));
    }
    return utterances;
  }

  /** Clips by the word that they were taken for, by word. */
  public Map<String, Integer> byWord() {
    Map<String, Integer> counts = new TreeMap<>();
    clips.forEach(clip -> counts.merge(clip.word(), 1, Integer::sum));
    return counts;
  }

  /** Clips that are false alarms, and no near misses. */
  public int alarmClips() {
    return (int) clips.stream().filter(Clip::alarm).count();
  }
}
