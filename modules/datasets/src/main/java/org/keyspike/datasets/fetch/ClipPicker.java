package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.speechcommands.SplitLists;
import org.keyspike.io.FileTree;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.Staging;

/**
 * Makes the data set of a {@link ClipList} from archives or folders that hold its clips. A clip is
 * known by its samples, whatever its name there is; its file is copied as it is.
 */
public final class ClipPicker {
  private static final String EXTENSION = ".wav";

  private final ClipList list;
  private final Map<String, List<ClipList.Clip>> wanted;
  private final Map<ClipList.Part, Integer> found = new EnumMap<>(ClipList.Part.class);

  private ClipPicker(ClipList list) {
    this.list = list;
    wanted =
        list.clips().stream()
            .collect(
                Collectors.groupingBy(
                    ClipList.Clip::sha256, LinkedHashMap::new, Collectors.toList()));
    for (ClipList.Part part : ClipList.Part.values()) {
      found.put(part, 0);
    }
  }

  /**
   * What was found.
   *
   * @param found clips of each part
   * @param missing names of clips that no source holds, in the order of the list
   */
  public record Picked(Map<ClipList.Part, Integer> found, List<String> missing) {
    /** All clips found. */
    public int count() {
      return found.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Picks the clips and writes them, with split lists that name all clips of those parts, found or
   * not, into a folder, which appears whole or not at all. Sources are read in order, as far as
   * anything is still missing.
   *
   * @param sources {@code .tar.gz} archives, or folders
   * @param folder to be made; or, made before and with every clip in it, left alone
   * @throws InputException if a source is missing or damaged, none holds a single clip, or there is
   *     something else in place of the folder
   */
  public static Picked pick(
      ClipList list, List<Path> sources, Path folder, ProgressListener progress)
      throws IOException {
    if (Files.exists(folder)) {
      ClipPicker there = new ClipPicker(list);
      there.readFolder(folder, (clip, bytes) -> {}, progress);
      if (!there.wanted.isEmpty() || !SplitLists.in(folder)) {
        throw new InputException(
            folder,
            "folder",
            "something with " + there.picked().count() + " of " + list.clips().size() + " clips",
            "nothing, or the whole data set");
      }
      return there.picked();
    }
    ClipPicker picker = new ClipPicker(list);
    try (Staging staging = Staging.beside(folder)) {
      Files.createDirectory(staging.path());
      Sink sink = (clip, bytes) -> write(staging.path(), clip, bytes);
      for (Path source : sources) {
        if (Files.isDirectory(source)) {
          picker.readFolder(source, sink, progress);
        } else {
          picker.readArchive(source, sink, progress);
        }
      }
      if (picker.picked().count() == 0) {
        throw new InputException(
            String.valueOf(sources), "clips", "none of " + list.name(), "at least one");
      }
      picker.writeLists(staging.path());
      staging.commitFolder();
    }
    return picker.picked();
  }

  /** Where a clip goes that was found. */
  private interface Sink {
    void accept(ClipList.Clip clip, byte[] bytes) throws IOException;
  }

  private void readFolder(Path folder, Sink sink, ProgressListener progress) throws IOException {
    List<Path> files =
        FileTree.files(folder).stream().filter(file -> isClip(file.toString())).toList();
    progress.begin("Looking into " + folder.getFileName(), files.size());
    try {
      for (Path file : files) {
        if (!wanted.isEmpty()) {
          look(file.toString(), Files.readAllBytes(file), sink);
        }
        progress.advance(1);
      }
    } finally {
      progress.end();
    }
  }

  private void readArchive(Path archive, Sink sink, ProgressListener progress) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new InputException(
          archive, "source", "nothing of this name", "a .tar.gz archive or a folder");
    }
    if (!wanted.isEmpty()) {
      Archives.forEachFile(
          archive,
          "Looking into " + archive.getFileName(),
          progress,
          (String name, InputStream content) -> {
            if (isClip(name) && !wanted.isEmpty()) {
              look(name, content.readAllBytes(), sink);
            }
          });
    }
  }

  private static boolean isClip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
  }

  private void look(String name, byte[] bytes, Sink sink) throws IOException {
    String hash;
    try {
      hash = hash(AudioFiles.read(bytes, name));
    } catch (InputException e) {
      // What cannot be read is no clip of the list.
      return;
    }
    List<ClipList.Clip> clips = wanted.remove(hash);
    if (clips != null) {
      for (ClipList.Clip clip : clips) {
        sink.accept(clip, bytes);
        found.merge(clip.part(), 1, Integer::sum);
      }
    }
  }

  /** SHA-256 of the samples as 16-bit integers, little-endian. */
  static String hash(AudioClip clip) {
    ByteBuffer samples =
        ByteBuffer.allocate(Short.BYTES * clip.samples().length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : clip.samples()) {
      samples.putShort((short) Math.round(sample * -(float) Short.MIN_VALUE));
    }
    return HexFormat.of().formatHex(Hashes.sha256().digest(samples.array()));
  }

  private static void write(Path folder, ClipList.Clip clip, byte[] bytes) throws IOException {
    Path place = folder.resolve(clip.name());
    Files.createDirectories(place.getParent());
    Files.write(place, bytes, StandardOpenOption.CREATE_NEW);
  }

  private void writeLists(Path folder) throws IOException {
    Map<ClipList.Part, String> files = new HashMap<>();
    files.put(ClipList.Part.VALIDATION, SplitLists.VALIDATION_LIST);
    files.put(ClipList.Part.TEST, SplitLists.TESTING_LIST);
    for (Map.Entry<ClipList.Part, String> file : files.entrySet()) {
      Files.write(
          folder.resolve(file.getValue()),
          list.clips().stream()
              .filter(clip -> clip.part() == file.getKey())
              .map(ClipList.Clip::name)
              .toList());
    }
  }

  private Picked picked() {
    return new Picked(
        Map.copyOf(found),
        list.clips().stream()
            .filter(clip -> wanted.containsKey(clip.sha256()))
            .map(ClipList.Clip::name)
            .toList());
  }
}
