package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.io.SettingException;

/**
 * A labelled stretch of a sound file.
 *
 * @param name unique in its data set and independent of where the files lie, as in {@code
 *     yes/0a7c2a8d_nohash_0}
 * @param file the sound file
 * @param start its first sample, at 16 kHz
 * @param length its samples, at 16 kHz; where the file ends earlier, zeros follow
 * @param labels one class index, or one for each frame
 * @param transcript the phones that are said, one after the other; none where no phones are marked
 * @param speaker who speaks, by any name that is the same in all utterances of one person and of no
 *     other; of noise the recording that it was cut from; empty where nothing says so. It must
 *     follow from the name, which is what stands for an utterance in hashes of the data
 */
public record Utterance(
    String name,
    Path file,
    int start,
    int length,
    int[] labels,
    int[] transcript,
    Optional<String> speaker) {

  /**
   * @throws SettingException if the stretch is shorter than a frame or there is no label
   */
  public Utterance {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(speaker, "speaker");
    if (start < 0 || LogMel.frames(length) < 1) {
      throw new SettingException(name, length + " samples from " + start, "at least one frame");
    }
    if (labels.length < 1) {
      throw new SettingException(name, "no label", "at least one");
    }
    labels = labels.clone();
    transcript = transcript.clone();
  }

  /** An utterance of nobody known. */
  public Utterance(String name, Path file, int start, int length, int[] labels, int[] transcript) {
    this(name, file, start, length, labels, transcript, Optional.empty());
  }

  /** An utterance without marked phones, of nobody known. */
  public Utterance(String name, Path file, int start, int length, int[] labels) {
    this(name, file, start, length, labels, new int[0], Optional.empty());
  }

  /** The same, said by someone. */
  public Utterance withSpeaker(String who) {
    return withSpeaker(Optional.of(who));
  }

  /** The same, said by someone or by nobody known. */
  public Utterance withSpeaker(Optional<String> who) {
    return new Utterance(name, file, start, length, labels, transcript, who);
  }

  /** Phones as indices into {@code TimitPhones.TRAINING_CLASSES}. */
  @Override
  public int[] transcript() {
    return transcript.clone();
  }

  /** Class indices: (1), or (frames). */
  @Override
  public int[] labels() {
    return labels.clone();
  }

  /** Frames of its features. */
  public int frames() {
    return LogMel.frames(length);
  }

  /**
   * Its samples at 16 kHz, zeros where its file has ended.
   *
   * @throws org.keyspike.io.InputException if the file cannot be used
   */
  public float[] samples() throws IOException {
    return samples(AudioFiles.readAt(file, FrontEndSettings.SAMPLE_RATE).samples());
  }

  /**
   * The same of its file's sound.
   *
   * @param all at 16 kHz
   */
  public float[] samples(float[] all) {
    int first = Math.min(start, all.length);
    return Arrays.copyOfRange(all, first, first + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Utterance that
        && name.equals(that.name)
        && file.equals(that.file)
        && start == that.start
        && length == that.length
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(transcript, that.transcript)
        && speaker.equals(that.speaker);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name, file, start, length, Arrays.hashCode(labels), Arrays.hashCode(transcript), speaker);
  }

  @Override
  public String toString() {
    return name;
  }
}
