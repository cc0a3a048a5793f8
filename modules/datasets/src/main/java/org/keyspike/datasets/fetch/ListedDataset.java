package org.keyspike.datasets.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/**
 * A data set that is a list of clips in other archives, with the descriptors that say which.
 *
 * @param descriptors folder of descriptors and lists
 * @param name of the data set
 */
public record ListedDataset(Path descriptors, String name) {
  /** Missing clips that a text names; there may be thousands. */
  private static final int NAMED = 5;

  /**
   * The data set of a name, if there is a list of this name.
   *
   * @param source as a user gave it: a name, or the path of something else
   */
  public static Optional<ListedDataset> find(Path descriptors, Path source) {
    boolean listed =
        !Files.exists(source)
            && source.getNameCount() == 1
            && Files.isRegularFile(DatasetDescriptor.list(descriptors, source.toString()));
    return listed
        ? Optional.of(new ListedDataset(descriptors, source.toString()))
        : Optional.empty();
  }

  /**
   * A folder that was made, and how much of the data set is in it.
   *
   * @param dataset its name
   * @param folder the folder
   * @param clips of the whole list
   * @param found clips of each part
   * @param missing names of clips that no source holds, in the order of the list
   */
  public record Prepared(
      String dataset, String folder, int clips, Map<String, Integer> found, List<String> missing) {

    /** Whether every clip was found. */
    public boolean complete() {
      return missing.isEmpty();
    }

    /** The same for people. */
    public String text() {
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d clips of %s found %s",
              folder,
              found.values().stream().mapToInt(Integer::intValue).sum(),
              clips,
              dataset,
              found));
      if (!complete()) {
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

  /**
   * Makes the folder.
   *
   * @param given archives or folders; where there are none, those that {@link Fetcher} left in the
   *     cache
   * @param out the folder; if empty, one in the cache
   * @param cache folder of archives
   * @throws InputException if there is no source, or as {@link ClipPicker#pick} says
   */
  public Prepared prepare(
      List<Path> given, Optional<Path> out, Path cache, ProgressListener progress)
      throws IOException {
    ClipList list = ClipList.read(DatasetDescriptor.list(descriptors, name));
    Path folder = out.orElseGet(() -> cache.resolve(name));
    List<Path> sources = given.isEmpty() && !Files.exists(folder) ? fetched(cache) : given;
    ClipPicker.Picked picked = ClipPicker.pick(list, sources, folder, progress);
    Map<String, Integer> found = new LinkedHashMap<>();
    for (ClipList.Part part : ClipList.Part.values()) {
      found.put(part.name().toLowerCase(Locale.ROOT), picked.found().get(part));
    }
    return new Prepared(name, folder.toString(), list.clips().size(), found, picked.missing());
  }

  private List<Path> fetched(Path cache) throws IOException {
    List<Path> archives = new ArrayList<>();
    List<String> names = DatasetDescriptor.find(descriptors, name).from();
    for (String from : names) {
      Path archive = cache.resolve(DatasetDescriptor.find(descriptors, from).fileName());
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
}
