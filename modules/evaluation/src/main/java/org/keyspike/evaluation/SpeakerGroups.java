package org.keyspike.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The clips of every speaker, as what is taken as independent: speakers in the order of their
 * names, whatever the order of the clips; then clips without a speaker, which count as one each.
 * Where there are not two speakers, all clips count as one each and the unit is the clip.
 *
 * @param by speakers or clips
 * @param of the group of every clip, from 0
 * @param count how many groups
 */
record SpeakerGroups(Interval.Unit by, int[] of, int count) {

  /** The groups of some clips. */
  static SpeakerGroups of(List<Optional<String>> speakers) {
    Map<String, Integer> named = new TreeMap<>();
    speakers.forEach(speaker -> speaker.ifPresent(name -> named.put(name, 0)));
    boolean known = named.size() > 1;
    int count = 0;
    for (Map.Entry<String, Integer> speaker : named.entrySet()) {
      speaker.setValue(count++);
    }
    count = known ? count : 0;
    int[] of = new int[speakers.size()];
    for (int clip = 0; clip < of.length; clip++) {
      Optional<String> speaker = speakers.get(clip);
      of[clip] = known && speaker.isPresent() ? named.get(speaker.get()) : count++;
    }
    return new SpeakerGroups(known ? Interval.Unit.SPEAKERS : Interval.Unit.CLIPS, of, count);
  }

  static SpeakerGroups ofClips(List<ClipScore> clips) {
    return of(clips.stream().map(ClipScore::speaker).toList());
  }

  boolean bySpeaker() {
    return by == Interval.Unit.SPEAKERS;
  }

  /** The sum over every group's clips. */
  int[] sums(int[] ofClips) {
    int[] sums = new int[count];
    for (int clip = 0; clip < ofClips.length; clip++) {
      sums[of[clip]] += ofClips[clip];
    }
    return sums;
  }
}
