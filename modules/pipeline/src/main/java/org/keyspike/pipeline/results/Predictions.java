package org.keyspike.pipeline.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

/**
 * A CSV file of what forms of a network predicted: columns {@code clip}, {@code speaker} where
 * speakers are known (empty of clips that name none), {@code frame} where there is one answer a
 * frame, {@code label}, and one with the name of each form; classes by name.
 */
public final class Predictions {
  private static final String CLIP = "clip";
  private static final String SPEAKER = "speaker";
  private static final String FRAME = "frame";
  private static final String LABEL = "label";

  private Predictions() {}

  /**
   * Writes a file, whole or not at all.
   *
   * @param classes their names
   * @param frameWise whether there is one answer a frame
   * @param forms what each form of the network scored, on the same clips, by its name
   */
  public static void write(
      Path file, List<String> classes, boolean frameWise, Map<String, Score> forms)
      throws IOException {
    List<Score> scores = List.copyOf(forms.values());
    AtomicFiles.write(
        file,
        out -> {
          SequenceWriter rows = new CsvMapper().writer().writeValues(out);
          boolean speakers =
              scores.get(0).clips().stream().anyMatch(clip -> clip.speaker().isPresent());
          List<String> header = new ArrayList<>(List.of(CLIP));
          if (speakers) {
            header.add(SPEAKER);
          }
          if (frameWise) {
            header.add(FRAME);
          }
          header.add(LABEL);
          header.addAll(forms.keySet());
          rows.write(header);
          for (int clip = 0; clip < scores.get(0).clips().size(); clip++) {
            ClipAnswer said = scores.get(0).clips().get(clip);
            for (int i = 0; i < said.labels().length; i++) {
              List<String> row = new ArrayList<>(List.of(said.clip()));
              if (speakers) {
                row.add(said.speaker().orElse(""));
              }
              if (frameWise) {
                row.add(Integer.toString(i));
              }
              row.add(classes.get(said.labels()[i]));
              for (Score score : scores) {
                row.add(classes.get(score.clips().get(clip).predicted()[i]));
              }
              rows.write(row);
            }
          }
        });
  }

  /**
   * What one form of the network scored on each clip.
   *
   * @return by clip, in the order of their names
   * @throws InputException if the file is no such file, or has no such form
   */
  public static Map<String, ClipScore> read(Path file, String form) throws IOException {
    InputException.requireNoPipe(file, "the predictions of a run");
    ObjectReader reader =
        new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);
    Map<String, int[]> counts = new TreeMap<>();
    Map<String, String> speakers = new HashMap<>();
    try (MappingIterator<String[]> rows =
        reader.readValues(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      List<String> header = rows.hasNextValue() ? List.of(rows.nextValue()) : List.of();
      int clip = column(file, header, CLIP);
      int speaker = header.indexOf(SPEAKER);
      int label = column(file, header, LABEL);
      int predicted = column(file, header, form);
      while (rows.hasNextValue()) {
        String[] row = rows.nextValue();
        if (row.length != header.size()) {
          throw new InputException(
              file,
              "line " + rows.getCurrentLocation().getLineNr(),
              row.length + " columns",
              Integer.toString(header.size()));
        }
        int[] count = counts.computeIfAbsent(row[clip], name -> new int[2]);
        count[0] += row[label].equals(row[predicted]) ? 1 : 0;
        count[1]++;
        speakers.put(row[clip], speaker < 0 ? "" : row[speaker]);
      }
    } catch (JsonProcessingException e) {
      throw new InputException(file, e.getOriginalMessage(), "a CSV file of predictions");
    }
    Map<String, ClipScore> clips = new TreeMap<>();
    counts.forEach(
        (name, count) ->
            clips.put(
                name,
                new ClipScore(
                    new Accuracy(count[0], count[1]),
                    Optional.of(speakers.get(name)).filter(who -> !who.isEmpty()))));
    return clips;
  }

  private static int column(Path file, List<String> header, String name) throws InputException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InputException(
          file, "the columns " + String.join(", ", header), "one of the name " + name);
    }
    return column;
  }
}
