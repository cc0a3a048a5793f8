package org.keyspike.datasets.speechcommands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.audio.SoundFolder;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.FileTree;
import org.keyspike.io.InputException;

/**
 * Clips in a folder for each class, whatever they are called: {@code <class>/….wav}, at any depth.
 * Who speaks in one is said by a pattern that is searched in its path below the folder, {@code
 * class/sub/clip.wav}: its first group, or all of it where it has none. Speakers are dealt to parts
 * as {@link SpeakerDeal} deals them, so that nobody is in two. Of a clip longer than a second the
 * loudest one is taken; {@code _background_noise_} holds noise and is no class.
 */
public final class ClassFolders {
  private ClassFolders() {}

  /**
   * Opens a folder.
   *
   * @param classes in their order; all folders by name where there are none
   * @param speakers the pattern
   * @throws InputException if it is no folder, a class has no clips, or the pattern does not say
   *     who speaks in a clip
   */
  public static Dataset open(Path folder, List<String> classes, Pattern speakers)
      throws IOException {
    Folders folders = Folders.read(folder);
    Map<Path, String> who = new HashMap<>();
    Map<String, List<Path>> chosen = new LinkedHashMap<>();
    for (String name : classes.isEmpty() ? List.copyOf(folders.clips.keySet()) : classes) {
      List<Path> clips = folders.clips.get(WordNames.composed(name));
      if (clips == null) {
        throw new InputException(
            folder,
            "class " + name,
            "no folder of this name",
            "one of " + String.join(" ", folders.clips.keySet()));
      }
      chosen.put(name, clips);
      for (Path clip : clips) {
        who.put(clip, speaker(folder, clip, speakers));
      }
    }
    SpeakerDeal deal = SpeakerDeal.of(chosen.values(), who::get);
    ClipSeconds seconds = new ClipSeconds();
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    int label = 0;
    for (Map.Entry<String, List<Path>> of : chosen.entrySet()) {
      for (Path clip : of.getValue()) {
        List<Utterance> part =
            parts.computeIfAbsent(deal.parts().get(who.get(clip)), split -> new ArrayList<>());
        for (Utterance second : taken(seconds, folder, of.getKey(), clip, label)) {
          part.add(second.withSpeaker(who.get(clip)));
        }
      }
      label++;
    }
    List<String> remarks = new ArrayList<>(folders.remarks);
    seconds.remark().ifPresent(remarks::add);
    return new Dataset(
        SpeechCommands.name(folder),
        List.copyOf(chosen.keySet()),
        false,
        parts,
        WordFolders.dealt(folders.background, Split.TRAIN),
        remarks);
  }

  /**
   * Opens a folder for scoring a network that exists: every clip is for {@link Split#TEST}, whoever
   * speaks. A folder that is no class counts as {@link WordSelection#UNKNOWN}, if that is a class.
   *
   * @param classes the network's classes, in its order
   * @throws InputException if the folder is not as it should be, or a folder in it is no class
   */
  public static Dataset openForTest(Path folder, List<String> classes) throws IOException {
    Folders folders = Folders.read(folder);
    ClipSeconds seconds = new ClipSeconds();
    List<Utterance> test = new ArrayList<>();
    for (Map.Entry<String, List<Path>> of : folders.clips.entrySet()) {
      int label = WordSelection.classLabel(of.getKey(), classes);
      if (label < 0) {
        throw new InputException(
            folder.resolve(of.getKey()),
            "class",
            of.getKey(),
            "a class of the network: " + String.join(" ", classes));
      }
      for (Path clip : of.getValue()) {
        test.addAll(taken(seconds, folder, of.getKey(), clip, label));
      }
    }
    List<String> remarks = new ArrayList<>(folders.remarks);
    seconds.remark().ifPresent(remarks::add);
    return new Dataset(
        SpeechCommands.name(folder), classes, false, Map.of(Split.TEST, test), List.of(), remarks);
  }

  private static String speaker(Path folder, Path clip, Pattern speakers) throws InputException {
    String name = below(folder, clip);
    Matcher found = speakers.matcher(name);
    String speaker = found.find() ? found.groupCount() == 0 ? found.group() : found.group(1) : null;
    if (speaker == null || speaker.isEmpty()) {
      throw new InputException(
          clip, "speaker", "none in " + name, "a name that the pattern " + speakers + " finds");
    }
    return speaker;
  }

  private static String below(Path folder, Path clip) {
    return WordNames.composed(folder.relativize(clip).toString().replace('\\', '/'));
  }

  /** What is taken of a clip, named by its path: clips of one name may lie in two folders. */
  private static List<Utterance> taken(
      ClipSeconds seconds, Path folder, String name, Path clip, int label) throws IOException {
    String path = WordFolders.stem(below(folder, clip));
    List<Utterance> all = seconds.of(name, clip, label);
    List<Utterance> taken = new ArrayList<>();
    for (Utterance second : all) {
      String own =
          all.size() == 1 ? path : String.format(Locale.ROOT, "%s_%05d", path, taken.size());
      taken.add(new Utterance(own, clip, second.start(), second.length(), second.labels()));
    }
    return taken;
  }

  /** What lies in a folder. */
  private record Folders(
      Map<String, List<Path>> clips, List<Path> background, List<String> remarks) {

    static Folders read(Path folder) throws IOException {
      InputException.requireFolder(folder, "a folder with a folder of clips for each class");
      Map<String, List<Path>> clips = new TreeMap<>();
      List<String> leftOut = new ArrayList<>();
      for (Path entry : FileTree.entries(folder)) {
        String name = entry.getFileName().toString();
        if (!Files.isDirectory(entry)) {
          continue;
        }
        SoundFolder sounds = SoundFolder.below(entry);
        sounds.leftOut().ifPresent(others -> leftOut.add(name + " " + others));
        if (name.equals(WordFolders.BACKGROUND_NOISE)) {
          continue;
        }
        if (sounds.sounds().isEmpty()) {
          throw new InputException(
              entry,
              "clips",
              "none" + sounds.leftOut().map(others -> " but " + others).orElse(""),
              "at least one .wav or .flac file");
        }
        if (clips.put(WordNames.composed(name), sounds.sounds()) != null) {
          throw new InputException(
              entry, "name", "another folder of the same letters", "one folder for each class");
        }
      }
      if (clips.isEmpty()) {
        throw new InputException(
            folder, "classes", "none", "a folder of .wav or .flac files for each class");
      }
      return new Folders(
          clips,
          WordFolders.recordings(folder.resolve(WordFolders.BACKGROUND_NOISE)),
          leftOut.isEmpty() ? List.of() : List.of(SoundFolder.leftOut(String.join("; ", leftOut))));
    }
  }
}
