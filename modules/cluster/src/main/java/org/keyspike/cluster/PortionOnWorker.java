package org.keyspike.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.experiment.run.FailureText;
import org.keyspike.io.FileProblem;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.synthesis.KeywordSearch;

/**
 * One portion of files, on a worker: each is read once, goes through the work, and leaves a row. A
 * file that is broken leaves a row that says why. Rows, then the lines of the manifest, are there
 * whole or not at all.
 *
 * <p>Returns the keys of portions.
 */
final class PortionOnWorker implements FlatMapFunction<Iterator<SoundPortion>, String> {
  /** Folder of the rows. */
  static final String PARTS = "parts";

  private static final long serialVersionUID = 1;

  /** Attempts that another worker may make better. */
  private static final int OTHERS = 3;

  private final Broadcast<Order> order;
  private final LongAccumulator read;
  private final LongAccumulator broken;
  private final LongAccumulator seconds;

  /**
   * What all portions have in common.
   *
   * @param sound folder of the files
   * @param out folder of the results
   * @param work what is done with each
   * @param settings of file systems
   */
  record Order(String sound, String out, SoundWork work, SerializableConfiguration settings)
      implements Serializable {
    private static final long serialVersionUID = 1;
  }

  PortionOnWorker(
      Broadcast<Order> order,
      LongAccumulator read,
      LongAccumulator broken,
      LongAccumulator seconds) {
    this.order = order;
    this.read = read;
    this.broken = broken;
    this.seconds = seconds;
  }

  @Override
  public Iterator<String> call(Iterator<SoundPortion> portions) throws IOException {
    List<String> keys = new ArrayList<>();
    while (portions.hasNext()) {
      SoundPortion portion = portions.next();
      perform(portion, order.value());
      keys.add(portion.key());
    }
    return keys.iterator();
  }

  private void perform(SoundPortion portion, Order all) throws IOException {
    SharedFiles sound = SharedFiles.of(all.sound(), all.settings().value());
    SharedFiles out = SharedFiles.of(all.out(), all.settings().value());
    Manifest manifest = new Manifest(out);
    if (manifest.done(portion)) {
      return;
    }
    SoundWork.Session session = all.work().start();
    Optional<KeywordSearch> keywords =
        portion.words().isEmpty() || all.work().keywords().isEmpty()
            ? Optional.empty()
            : Optional.of(new KeywordSearch(all.work().keywords()));
    List<FileLine> lines = new ArrayList<>();
    out.writeOnce(
        PARTS + "/" + portion.key() + ".parquet",
        place -> {
          try (RowWriter rows =
              new RowWriter(place, all.work().columns(), all.settings().value())) {
            for (SoundFile file : portion.files()) {
              lines.add(line(all.work(), sound, portion, file, session, keywords, rows));
            }
          }
        });
    manifest.done(portion, lines);
  }

  private FileLine line(
      SoundWork work,
      SharedFiles sound,
      SoundPortion portion,
      SoundFile file,
      SoundWork.Session session,
      Optional<KeywordSearch> keywords,
      RowWriter rows)
      throws IOException {
    FileLine line;
    SoundWork.Result result = work.none();
    try {
      if (keywords.isPresent() && portion.words().containsKey(file.name())) {
        String words =
            new String(sound.read(portion.words().get(file.name())), StandardCharsets.ISO_8859_1);
        if (keywords.get().heardIn(words(words))) {
          return FileLine.leftOut(file);
        }
      }
      byte[] content = sound.read(file.name());
      read.add(1);
      float[] samples =
          AudioFiles.readAt(content, file.name(), FrontEndSettings.SAMPLE_RATE).samples();
      result = session.of(samples);
      double time = (double) samples.length / FrontEndSettings.SAMPLE_RATE;
      seconds.add(Math.round(time));
      line =
          FileLine.of(
              file, Hashes.sha256Hex(content), time / 3600, result.frames(), result.detections());
    } catch (InputException | FileNotFoundException | AccessControlException e) {
      line = broken(file, e);
    } catch (IOException e) {
      if (TaskContext.get().attemptNumber() < OTHERS) {
        throw e;
      }
      line = broken(file, e);
    } catch (RuntimeException e) {
      line = broken(file, e);
    }
    rows.write(line, result);
    return line;
  }

  private FileLine broken(SoundFile file, Exception e) {
    broken.add(1);
    String reason =
        e instanceof InputException input && input.file().equals(file.name())
            ? input.getMessage().substring(file.name().length() + 2)
            : e instanceof IOException io
                ? FileProblem.reason(io)
                : FailureText.oneLine(e.toString());
    return FileLine.broken(file, FailureText.oneLine(reason));
  }

  /** The words of a list: first sample, end sample, word. */
  private static List<String> words(String text) {
    return text.lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length == 3)
        .map(fields -> fields[2])
        .toList();
  }
}
