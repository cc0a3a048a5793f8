package org.keyspike.datasets.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.Sounds;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.KnownHashes;
import org.keyspike.io.Parallel;
import org.keyspike.io.ProgressListener;

/**
 * The sound of the training clips, for epochs whose clips are varied before the front end. It is
 * decoded once, to 16 bits, into one memory-mapped file of a cache folder, beside the features of
 * the same data; how much of it is in memory is the system's choice. The background recordings are
 * in memory.
 */
public final class TrainingSound {
  /** The share of the heap that kept features may take: a quarter. */
  private static final int HEAP_SHARE = 4;

  private final Dataset dataset;
  private final List<Utterance> utterances;
  private final FrontEndSettings frontEnd;
  private final Sounds clips;
  private final Sounds background;
  private final LabelledFeatures stored;

  private TrainingSound(
      Dataset dataset,
      List<Utterance> utterances,
      FrontEndSettings frontEnd,
      Sounds clips,
      Sounds background,
      LabelledFeatures stored) {
    this.stored = stored;
    this.dataset = dataset;
    this.utterances = utterances;
    this.frontEnd = frontEnd;
    this.clips = clips;
    this.background = background;
  }

  /**
   * Opens the sound of a data set, and decodes it if it is not in the cache, as {@link
   * FeatureStore#open} does with features.
   *
   * @param store features of the data set
   * @param cache folder, made if needed
   * @param threads threads to read with; the result does not depend on it
   * @throws org.keyspike.io.InputException if a sound file cannot be used
   * @throws IOException if the cache cannot be written
   */
  public static TrainingSound open(
      Dataset dataset,
      FeatureStore store,
      FrontEndSettings frontEnd,
      Path cache,
      int threads,
      ProgressListener progress)
      throws IOException {
    List<Utterance> utterances = dataset.utterances(Split.TRAIN);
    int[] lengths = utterances.stream().mapToInt(Utterance::length).toArray();
    MessageDigest digest = Hashes.sha256();
    byte[] key =
        digest.digest((store.contentHash() + ClipTable.VERSION).getBytes(StandardCharsets.UTF_8));
    ClipFile file =
        ClipFile.openOrMake(
            cache.resolve("sound-" + HexFormat.of().formatHex(key, 0, 16) + ".bin"),
            new ClipTable(ClipTable.Kind.SOUND, key, 1, lengths),
            writer -> decode(utterances, writer, threads, progress));
    return new TrainingSound(
        dataset,
        utterances,
        frontEnd,
        new StoredSound(file, lengths),
        Recordings.read(dataset.background()),
        store.part(Split.TRAIN));
  }

  /** The same with the training clips of another data set after its own; its noise stays. */
  public TrainingSound and(TrainingSound more) {
    List<Utterance> all = new ArrayList<>(utterances);
    all.addAll(more.utterances);
    return new TrainingSound(
        dataset,
        List.copyOf(all),
        frontEnd,
        new JoinedSounds(clips, more.clips),
        background,
        new JoinedFeatures(List.of(stored, more.stored)));
  }

  private static void decode(
      List<Utterance> utterances, ClipFileWriter writer, int threads, ProgressListener progress)
      throws IOException {
    progress.begin("Decoding sound", utterances.size());
    KnownHashes known = new KnownHashes();
    try {
      Parallel.forEach(
          utterances.size(),
          threads,
          () -> {
            SoundReader sound = new SoundReader(known, known::known);
            return i -> {
              writer.write(i, integers(sound.samples(utterances.get(i))));
              progress.advance(1);
            };
          });
    } finally {
      progress.end();
    }
  }

  private static short[] integers(float[] samples) {
    short[] integers = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      integers[i] = Pcm16.of(samples[i]);
    }
    return integers;
  }

  /**
   * Epochs of the training clips, each varied as sound, then by its features. A few batches are
   * computed ahead of the one that is asked for. Where the settings say that fewer than all clips
   * are varied anew, features of the others are kept in at most a quarter of the heap.
   *
   * @param audio how the sound is varied
   * @param features how the features are varied after that
   * @param threads threads to compute with; the batches do not depend on it
   * @throws InputException if the settings ask for noise and there is no background recording, or
   *     for mixing clips and there is one only
   * @throws IllegalArgumentException if they would move speech away from the labels of its frames,
   *     or a number is not positive
   */
  public Epochs epochs(
      int batchSize,
      long seed,
      AudioAugmentationSettings audio,
      AugmentationSettings features,
      int threads)
      throws InputException {
    if (audio.noiseSnrDb().possible() && background.size() == 0) {
      throw new InputException(
          dataset.name(), "background recordings", "none", "at least one, for noise in training");
    }
    if (audio.mixesClips() && clips.size() < 2) {
      throw new InputException(
          dataset.name(),
          "training clips",
          String.valueOf(clips.size()),
          "at least two, for mixing them");
    }
    if (dataset.frameWise() && audio.movesSpeech()) {
      throw new IllegalArgumentException("tempo and shift would part frames from their labels");
    }
    VaryingWorkers workers =
        new VaryingWorkers(audio, frontEnd, clips, background, new UnvariedFeatures(stored));
    // Where each epoch has its own nothing is asked for again.
    KeptFeatures kept =
        audio.fresh() == 1
            ? KeptFeatures.NONE
            : KeptFeatures.within(Runtime.getRuntime().maxMemory() / HEAP_SHARE, stored);
    FreshEpochs fresh = new FreshEpochs(audio.fresh(), seed);
    return new ShuffledEpochs(
        epoch ->
            new VariedFeatures(
                utterances, dataset.frameWise(), frontEnd.bands(), workers, fresh, kept, epoch),
        batchSize,
        seed,
        features,
        threads);
  }
}
