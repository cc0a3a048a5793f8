package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.datasets.Seeds;
import org.keyspike.io.InputException;

/**
 * A plan of what speakers say so that words can be told from all else: each word, other phrases
 * drawn for each speaker (as many near ones as others, as far as there are), sentences, and
 * nothing.
 *
 * @param settings words and speakers
 * @param negatives how much of what is none of them
 * @param others what that can be
 * @param sentences in which none of the words is said
 */
record SpotterPlan(
    SynthesisSettings settings,
    NegativeSettings negatives,
    OtherPhrases others,
    Sentences sentences)
    implements UtterancePlan {

  /** A place that draws are for, unlike those of {@link WordSynthesizer}. */
  private static final int SCRIPT = 4;

  @Override
  public List<UtteranceText> lines(Speaker speaker) throws InputException {
    List<UtteranceText> lines = new ArrayList<>(UtterancePlan.ofWords(settings).lines(speaker));
    SplittableRandom random =
        new SplittableRandom(
            Seeds.derive(settings.seed(), SCRIPT, Long.parseLong(speaker.id(), 16)));
    List<String> near = OtherPhrases.shuffled(others.near(speaker), random);
    List<String> far = OtherPhrases.shuffled(others.far().get(speaker.split()), random);
    int ofNear = Math.min(near.size(), negatives.perSpeaker() / 2);
    int ofFar = Math.min(far.size(), negatives.perSpeaker() - ofNear);
    near.subList(0, ofNear).forEach(phrase -> lines.add(Phrase.other(phrase)));
    far.subList(0, ofFar).forEach(phrase -> lines.add(Phrase.other(phrase)));
    if (negatives.sentencesPerSpeaker() > 0) {
      lines.add(new SpokenSentences(sentences.draw(negatives.sentencesPerSpeaker(), random)));
    }
    lines.add(new Silence(negatives.silencePerSpeaker()));
    return lines;
  }
}
