package org.keyspike.evaluation;

import java.util.List;

/**
 * The interval of the accuracy of some clips, by what they say of their speakers: the bootstrap's
 * over speakers where there are at least two, Wilson's over clips where there are not and a clip
 * has one answer, and the bootstrap's over clips where it has one a frame.
 */
public final class AccuracyInterval {
  private AccuracyInterval() {}

  /**
   * The interval at {@value Interval#CONFIDENCE}.
   *
   * @throws IllegalArgumentException if there are no clips
   */
  public static Interval of(List<ClipScore> clips) {
    boolean oneAnswer = clips.stream().allMatch(clip -> clip.accuracy().count() == 1);
    if (clips.isEmpty() || !oneAnswer || SpeakerGroups.ofClips(clips).bySpeaker()) {
      return Bootstrap.interval(clips, Bootstrap.SEED);
    }
    int correct = clips.stream().mapToInt(clip -> clip.accuracy().correct()).sum();
    return new Accuracy(correct, clips.size()).interval();
  }
}
