package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.cli.listen.Interruption;
import org.keyspike.cli.record.RecordView;
import org.keyspike.datasets.speechcommands.RecordingFolder;
import org.keyspike.pipeline.recording.RecordedWords;
import org.keyspike.pipeline.recording.RecordingSession;
import org.keyspike.spotting.SoundSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code record}: own recordings of words. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description =
        "Records a person who says words, each several times: asks for one after the other, and again for"
            + " what is clipped, too quiet or too long; trims each to the second around the word and saves"
            + " it as <word>/<speaker>_nohash_<n>.wav, for adapt or dataset.recordings. Ctrl-C ends it; the"
            + " same command goes on later. No file is written over.")
final class RecordCommand implements Callable<Integer> {
  /** What is left of a login name must name nobody else. */
  private static final String NO_SPEAKER = "speaker";

  @ParentCommand private Keyspike keyspike;

  @Option(
      names = "--words",
      required = true,
      split = ",",
      paramLabel = "WORD",
      description =
          "Words or short phrases, with commas between them, as in \"hey robin,lights on\".")
  private List<String> words;

  @Option(
      names = "--speaker",
      paramLabel = "NAME",
      description =
          "Who speaks: letters, digits and hyphens, another name for each person; default: the login name.")
  private String speaker;

  @Option(
      names = "--takes",
      paramLabel = "NUMBER",
      defaultValue = "5",
      description =
          "Recordings of each word by the speaker, with those that are there; default: ${DEFAULT-VALUE}.")
  private int takes;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "recordings",
      description = "Where they go; made if needed; default: ${DEFAULT-VALUE}.")
  private Path out;

  @Mixin private SoundOption sound;
  @Mixin private OutputOptions output;

  /**
   * @param complete whether all recordings are there that were asked for
   * @param next commands that make something of them
   */
  private record Answer(
      @JsonUnwrapped RecordedWords recorded, boolean complete, List<String> next) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    List<String> said = words.stream().map(String::strip).toList();
    String who = speaker == null ? speaker(System.getProperty("user.name", "")) : speaker;
    RecordingFolder folder = RecordingFolder.open(out, said, who);
    RecordView view = new RecordView(console);
    RecordingSession session = new RecordingSession(folder, said, takes, view);
    if (session.recorded().complete()) {
      return answer(session.recorded(), console);
    }
    try (SoundSource source = sound.open()) {
      console.note(
          "recording " + who + " from " + source.name() + (sound.live() ? "; Ctrl-C ends it" : ""));
      Interruption interruption = new Interruption(source);
      try {
        RecordedWords recorded = session.record(source);
        view.clear();
        return answer(recorded, console);
      } finally {
        view.clear();
        interruption.over();
      }
    }
  }

  private int answer(RecordedWords recorded, Console console) {
    List<String> next =
        List.of(
            "keyspike adapt RUN --recordings " + out,
            "keyspike run recipes/custom/recipe.yaml --set dataset.words=\""
                + String.join(",", recorded.words().stream().map(RecordedWords.Word::word).toList())
                + "\" --set dataset.recordings="
                + out);
    console.answer(new Answer(recorded, recorded.complete(), next), text(recorded, next));
    return ExitCode.DONE;
  }

  private static String text(RecordedWords recorded, List<String> next) {
    String words =
        recorded.words().stream()
            .map(
                word ->
                    String.format(
                        "%s: %d of %d%s",
                        word.word(),
                        word.recorded(),
                        word.wanted(),
                        word.files().isEmpty() ? "" : ", " + word.files().size() + " of them new"))
            .collect(Collectors.joining(System.lineSeparator()));
    String then =
        recorded.complete()
            ? "all there; next: " + String.join(System.lineSeparator() + "or ", next)
            : "the same command goes on";
    return String.join(
        System.lineSeparator(),
        recorded.folder()
            + ", speaker "
            + recorded.speaker()
            + ", "
            + recorded.refused()
            + " takes refused",
        words,
        then);
  }

  /** A login name as a speaker's name. */
  static String speaker(String login) {
    String plain = login.replaceAll("[^A-Za-z0-9]", "");
    return plain.isEmpty() ? NO_SPEAKER : plain;
  }
}
