package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.fetch.ClipList;
import org.keyspike.datasets.fetch.ClipPicker;
import org.keyspike.datasets.fetch.DatasetDescriptor;
import org.keyspike.io.InputException;

/** A data set that is a list of clips in other archives: how {@code prepare} makes it. */
final class ListedData {
  /** Names said in full; there may be thousands. */
  private static final int NAMED = 5;

  private final String name;
  private final Path cache;

  private ListedData(String name, Path cache) {
    this.name = name;
    this.cache = cache;
  }

  /** The data set of a name, or null if no list has this name. */
  static ListedData of(Path source, Path cache) {
    boolean listed =
        !Files.exists(source)
            && source.getNameCount() == 1
            && Files.isRegularFile(
                DatasetDescriptor.list(Locations.descriptors(), source.toString()));
    return listed ? new ListedData(source.toString(), cache) : null;
  }

  private record Answer(
      String dataset, String folder, int clips, Map<String, Integer> found, List<String> missing) {}

  /**
   * Makes the folder and says how much of it was found.
   *
   * @param given archives or folders; where there are none, those that fetch left in the cache
   * @param out the folder, or null for one in the cache
   * @return the exit code: no, if clips are missing
   */
  int prepare(List<Path> given, Path out, Console console) throws IOException {
    ClipList list = ClipList.read(DatasetDescriptor.list(Locations.descriptors(), name));
    Path folder = out == null ? cache.resolve(name) : out;
    List<Path> sources = given.isEmpty() && !Files.exists(folder) ? fetched() : given;
    ClipPicker.Picked picked = ClipPicker.pick(list, sources, folder, console.progress());
    Map<String, Integer> found = new LinkedHashMap<>();
    for (ClipList.Part part : ClipList.Part.values()) {
      found.put(part.name().toLowerCase(Locale.ROOT), picked.found().get(part));
    }
    console.answer(
        new Answer(name, folder.toString(), list.clips().size(), found, picked.missing()),
        text(list, folder, picked, found));
    return picked.missing().isEmpty() ? ExitCode.DONE : ExitCode.NO;
  }

  private List<Path> fetched() throws IOException {
    List<Path> archives = new ArrayList<>();
    List<String> names = DatasetDescriptor.find(Locations.descriptors(), name).from();
    for (String from : names) {
      Path archive =
          cache.resolve(DatasetDescriptor.find(Locations.descriptors(), from).fileName());
      if (Files.exists(archive)) {
        archives.add(archive);
      }
    }
    if (archives.isEmpty()) {
      throw new InputException(
          "--from",
          "nothing, and nothing fetched in " + cache,
          "the archives of " + String.join(" and ", names) + ", as keyspike fetch gets them");
    }
    return archives;
  }

  private static String text(
      ClipList list, Path folder, ClipPicker.Picked picked, Map<String, Integer> found) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d clips of %s found %s",
            folder,
            picked.count(),
            list.clips().size(),
            list.name(),
            found));
    List<String> missing = picked.missing();
    if (!missing.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nmissing %,d: %s%s",
              missing.size(),
              String.join(" ", missing.subList(0, Math.min(NAMED, missing.size()))),
              missing.size() > NAMED ? " … (--json names all)" : ""));
    }
    return text.toString();
  }
}
