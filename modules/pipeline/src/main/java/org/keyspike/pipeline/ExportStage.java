package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersWriter;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.training.NetworkInput;
import org.keyspike.verification.Clips;

/**
 * Checkpoint on the integer grid → weight image, known answers beside it, and the network at the
 * limits with its own.
 */
record ExportStage(Run run) implements Stage {
  /** Decides, with what is named beside it, what the files of the network at the limits are. */
  private static final String LIMITS = "limits 1";

  @Override
  public String name() {
    return "export";
  }

  @Override
  public List<String> inputs() throws IOException {
    return List.of(
        Hashes.sha256Hex(run.folder().quantized()),
        RecordWriter.json(run.recipe().hardware()),
        run.features().store().contentHash(),
        LIMITS,
        detector().isPresent() ? RecordWriter.json(detector().get().settings()) : "");
  }

  /** The detector of the stage before; none where every frame has a label. */
  private Optional<DetectorChoice> detector() throws IOException {
    return run.recipe().dataset().frameWise()
        ? Optional.empty()
        : Optional.of(DetectorChoice.read(run.folder().detector()));
  }

  @Override
  public List<Path> outputs() {
    List<Path> outputs = new ArrayList<>(List.of(run.folder().image(), run.folder().answers()));
    outputs.addAll(run.folder().limits().all());
    return outputs;
  }

  @Override
  public String perform() throws IOException {
    WeightImage made =
        WeightImage.of(
            run.folder().quantized(),
            run.recipe().hardware().lanes(),
            run.recipe().hardware().packing());
    WeightImage image = detector().map(choice -> made.withDetector(choice.settings())).orElse(made);
    KnownAnswers answers = answers(image);
    ImageWriter.write(image, run.folder().image());
    KnownAnswersWriter.write(answers, run.folder().answers());
    run.folder().limits().write(image);
    return ImageWriter.bytes(image).length + " bytes, " + answers.clips().size() + " known answers";
  }

  /** The answers to clips of the validation part: from their sound on, where that is integers. */
  private KnownAnswers answers(WeightImage image) throws IOException {
    LabelledFeatures validation =
        NetworkInput.by(Checkpoint.read(run.folder().quantized()))
            .of(run.features().part(Split.VALIDATION));
    int count = Math.min(run.recipe().hardware().knownAnswers(), validation.size());
    List<byte[]> clips = new ArrayList<>();
    List<short[]> sounds = new ArrayList<>();
    boolean sound = image.features().kind() == FrontEndKind.INTEGER;
    for (int i = 0; i < count; i++) {
      // Evenly spread, so that they are of different classes.
      int clip = (int) ((long) i * validation.size() / count);
      if (sound) {
        sounds.add(samples(run.features().dataset().utterances(Split.VALIDATION).get(clip)));
      } else {
        clips.add(Clips.quantized(validation, clip));
      }
    }
    return sound ? KnownAnswers.ofSound(image, sounds) : KnownAnswers.of(image, clips);
  }

  /** The samples that the features of a clip were made of, as integers. */
  private static short[] samples(Utterance clip) throws IOException {
    float[] samples = clip.samples();
    short[] integers = new short[clip.frames() * FrontEndSettings.HOP];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = Pcm16.of(samples[i]);
    }
    return integers;
  }
}
