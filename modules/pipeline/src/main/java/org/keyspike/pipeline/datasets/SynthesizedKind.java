package org.keyspike.pipeline.datasets;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.SettingException;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSection;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.synthesis.NegativeSettings;
import org.keyspike.synthesis.SynthesisSettings;
import org.keyspike.synthesis.VoiceSettings;
import org.keyspike.synthesis.WordSynthesizer;

/** Words made by {@link WordSynthesizer}, in the cache folder. */
@AutoService(DatasetKind.class)
public final class SynthesizedKind implements DatasetKind {
  @Override
  public String name() {
    return DatasetSettings.SYNTHESIZED;
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void validate(DatasetSettings settings) throws InputException {
    DatasetSection.requireNone(
        settings, "negatives", "recordings", "more", "archive", "folder", "classes", "speakers");
    selection(synthesis(settings, 0));
  }

  @Override
  public Dataset open(DatasetSettings settings, Path cache, long seed, ProgressListener progress)
      throws IOException {
    SynthesisSettings wanted = synthesis(settings, seed);
    String all = WordSynthesizer.VERSION + " " + wanted + wanted.voices().key();
    byte[] key = Hashes.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    Path folder = cache.resolve("synthesized-" + HexFormat.of().formatHex(key, 0, 8));
    WordSynthesizer.synthesizeOnce(
        wanted, folder, Runtime.getRuntime().availableProcessors(), progress);
    return SpeechCommands.open(folder, selection(wanted));
  }

  /** A network needs two words to tell apart, although one can be synthesised. */
  private static WordSelection selection(SynthesisSettings wanted) throws InputException {
    try {
      return WordSelection.words(wanted.classes());
    } catch (SettingException e) {
      throw DatasetSection.wrong(e);
    }
  }

  /**
   * What to synthesise.
   *
   * @throws InputException if something is missing or out of range
   */
  public static SynthesisSettings synthesis(DatasetSettings settings, long seed)
      throws InputException {
    if (settings.words() == null) {
      throw DatasetSection.wrong("words", null, "the words to synthesise");
    }
    DatasetSettings.Synthesis synthesis = settings.synthesis();
    if (synthesis == null) {
      throw DatasetSection.wrong("synthesis", null, "how many speakers and utterances to make");
    }
    VoiceSettings voices = voices(settings);
    try {
      return new SynthesisSettings(
          settings.words(),
          speakers(synthesis.trainSpeakers(), voices, Split.TRAIN),
          speakers(synthesis.validationSpeakers(), voices, Split.VALIDATION),
          speakers(synthesis.testSpeakers(), voices, Split.TEST),
          synthesis.utterancesPerSpeaker(),
          synthesis.minSnrDb(),
          seed,
          voices);
    } catch (SettingException e) {
      throw DatasetSection.wrong(e);
    }
  }

  private static int speakers(Integer asked, VoiceSettings voices, Split split) {
    return asked == null ? voices.usualSpeakers(split) : asked;
  }

  /**
   * Whose voices speak, and what language: the embedded one where nothing is said.
   *
   * @throws InputException if it is a command that nothing can be said with
   */
  public static VoiceSettings voices(DatasetSettings settings) throws InputException {
    DatasetSettings.Synthesis synthesis = settings.synthesis();
    if (synthesis == null) {
      return VoiceSettings.EMBEDDED;
    }
    try {
      return new VoiceSettings(
          synthesis.engines(),
          synthesis.command(),
          synthesis.commandVoices(),
          settings.language(),
          Optional.ofNullable(settings.negatives()).map(NegativeSettings::list));
    } catch (SettingException e) {
      throw DatasetSection.wrong(e);
    }
  }
}
