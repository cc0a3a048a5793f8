package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.io.InputException;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.VoiceSettings;
import org.keyspike.synthesis.WordSynthesizer;
import org.keyspike.synthesis.voices.SpeechEngines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A corpus of words that nobody said. */
@Command(
    name = "synthesize",
    mixinStandardHelpOptions = true,
    description =
        "Makes labelled clips of any words, in the layout of Speech Commands, with speakers kept "
            + "apart between training, validation and test. The same seed gives the same bytes.")
final class SynthesizeCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Parameters(
      paramLabel = "WORD",
      arity = "1..*",
      split = ",",
      description = "Words or short phrases, as in yes \"lights on\".")
  private List<String> words;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the clips go; a new or empty folder.")
  private Path out;

  @Option(
      names = "--speakers",
      split = ",",
      arity = "1",
      paramLabel = "TRAIN,VALIDATION,TEST",
      defaultValue = "32,8,8",
      description = "Speakers of each part; default: ${DEFAULT-VALUE}.")
  private List<Integer> speakers;

  @Option(
      names = "--utterances",
      paramLabel = "NUMBER",
      defaultValue = "2",
      description = "Clips of each word by each speaker; default: ${DEFAULT-VALUE}.")
  private int utterances;

  @Option(
      names = "--min-snr",
      paramLabel = "DB",
      defaultValue = "5",
      description = "The lowest signal-to-noise ratio; default: ${DEFAULT-VALUE}.")
  private double minSnrDb;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Seed of everything that is drawn; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--engines",
      split = ",",
      arity = "1",
      paramLabel = "ENGINE",
      defaultValue = SpeechEngines.EMBEDDED,
      description =
          "Whose voices speak: freetts, espeak-ng, flite, festival, or all, those that are installed;"
              + " default: ${DEFAULT-VALUE}.")
  private List<String> engines;

  @Mixin private OutputOptions output;

  private record Answer(String folder, List<String> classes, long clips) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (speakers.size() != 3) {
      throw new InputException("--speakers", speakers.size() + " numbers", "three");
    }
    SynthesisSettings settings = settings();
    WordSynthesizer.synthesize(
        settings, out, Runtime.getRuntime().availableProcessors(), console.progress());
    long clips =
        (long) settings.words().size()
            * utterances
            * speakers.stream().mapToInt(Integer::intValue).sum();
    console.answer(
        new Answer(out.toString(), settings.classes(), clips),
        out + ": " + clips + " clips of " + String.join(", ", settings.words()));
    return ExitCode.DONE;
  }

  private SynthesisSettings settings() throws InputException {
    try {
      return new SynthesisSettings(
          words.stream().map(String::strip).toList(),
          speakers.get(0),
          speakers.get(1),
          speakers.get(2),
          utterances,
          minSnrDb,
          seed,
          new VoiceSettings(engines, null, List.of()));
    } catch (IllegalArgumentException e) {
      throw new InputException("synthesize", e);
    }
  }
}
