package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The most likely sequence of phones, by Viterbi:
 *
 * <pre>
 * Σ_t (logit_t(c_t) − priorWeight·ln P(c_t)) + languageWeight·Σ ln P(phone | phone before)
 * </pre>
 *
 * <p>over all sequences in which a phone's parts come in order, each at least a frame, the phone at
 * least its shortest duration. The logits need no softmax: it takes the same from every class of a
 * frame. Ties go to the path with lower indices.
 */
public final class PhoneDecoder {
  private static final int NONE = -1;

  private final PhoneGraph graph;
  private final PhoneModel model;
  private final double languageWeight;
  private final double priorWeight;

  /** First state of phone p after phone l, at l·P + p; one more at the end. */
  private final int[] first;

  /** Class of each state. */
  private final int[] classes;

  /** Whether a state may be stayed in. */
  private final boolean[] stays;

  /**
   * @param languageWeight of the bigram, 0 or more
   * @param priorWeight of the priors, 0 or more
   */
  public PhoneDecoder(
      PhoneGraph graph, PhoneModel model, double languageWeight, double priorWeight) {
    this.graph = graph;
    this.model = model;
    this.languageWeight = languageWeight;
    this.priorWeight = priorWeight;
    int pairs = (graph.phones() + 1) * graph.phones();
    first = new int[pairs + 1];
    for (int pair = 0; pair < pairs; pair++) {
      first[pair + 1] = first[pair] + length(pair % graph.phones());
    }
    classes = new int[first[pairs]];
    stays = new boolean[first[pairs]];
    for (int pair = 0; pair < pairs; pair++) {
      int length = first[pair + 1] - first[pair];
      for (int j = 0; j < length; j++) {
        int part = j * graph.parts() / length;
        classes[first[pair] + j] = graph.classes()[pair * graph.parts() + part];
        stays[first[pair] + j] = j == length - 1 || (j + 1) * graph.parts() / length > part;
      }
    }
  }

  private int length(int phone) {
    return Math.max(graph.parts(), model.shortest()[phone]);
  }

  /**
   * Decodes one utterance.
   *
   * @param logits (frames, K) from an offset on
   * @param unit what a logit of 1 stands for; 1 but for integers
   * @return phones in the order they were said; none if there are too few frames for any
   */
  public int[] decode(float[] logits, int offset, int frames, double unit) {
    int phones = graph.phones();
    int count = model.priors().length;
    double[] score = new double[classes.length];
    int[] link = new int[classes.length];
    Arrays.fill(score, Double.NEGATIVE_INFINITY);
    double[] exit = new double[phones + 1];
    int[] exitLink = new int[phones + 1];
    Arrays.fill(exit, Double.NEGATIVE_INFINITY);
    exit[phones] = 0;
    exitLink[phones] = NONE;
    History history = new History();
    double[] emission = new double[count];
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < count; k++) {
        emission[k] = unit * logits[offset + t * count + k] - priorWeight * model.priors()[k];
      }
      for (int l = 0; l <= phones; l++) {
        for (int p = 0; p < phones; p++) {
          advance(l, p, score, link, exit[l], exitLink[l], emission);
        }
      }
      // Nothing but the first frame begins an utterance.
      exit[phones] = Double.NEGATIVE_INFINITY;
      leave(score, link, exit, exitLink, history);
    }
    double best = Double.NEGATIVE_INFINITY;
    int last = NONE;
    for (int p = 0; p < phones; p++) {
      double whole = exit[p] + languageWeight * model.bigram()[p][phones];
      if (whole > best) {
        best = whole;
        last = exitLink[p];
      }
    }
    return history.phones(last);
  }

  /**
   * One frame in the states of phone p after phone l, last to first, as each needs the one before.
   */
  private void advance(
      int l, int p, double[] score, int[] link, double entry, int entryLink, double[] emission) {
    int pair = l * graph.phones() + p;
    int from = first[pair];
    for (int s = first[pair + 1] - 1; s >= from; s--) {
      double best = stays[s] ? score[s] : Double.NEGATIVE_INFINITY;
      int bestLink = link[s];
      double before = s > from ? score[s - 1] : entry + languageWeight * model.bigram()[l][p];
      if (before > best) {
        best = before;
        bestLink = s > from ? link[s - 1] : entryLink;
      }
      score[s] = best + emission[classes[s]];
      link[s] = bestLink;
    }
  }

  /** For every phone the best way to have said it by now, whatever was before it. */
  private void leave(double[] score, int[] link, double[] exit, int[] exitLink, History history) {
    int phones = graph.phones();
    for (int p = 0; p < phones; p++) {
      exit[p] = Double.NEGATIVE_INFINITY;
      int before = NONE;
      for (int l = 0; l <= phones; l++) {
        int state = first[l * phones + p + 1] - 1;
        if (score[state] > exit[p]) {
          exit[p] = score[state];
          before = link[state];
        }
      }
      exitLink[p] = exit[p] == Double.NEGATIVE_INFINITY ? NONE : history.add(p, before);
    }
  }

  /** Phones said, each with those before it. */
  private static final class History {
    private int[] phone = new int[1024];
    private int[] before = new int[1024];
    private int size;

    int add(int said, int link) {
      if (size == phone.length) {
        phone = Arrays.copyOf(phone, 2 * size);
        before = Arrays.copyOf(before, 2 * size);
      }
      phone[size] = said;
      before[size] = link;
      return size++;
    }

    int[] phones(int last) {
      List<Integer> all = new ArrayList<>();
      for (int link = last; link != NONE; link = before[link]) {
        all.add(phone[link]);
      }
      Collections.reverse(all);
      return all.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
