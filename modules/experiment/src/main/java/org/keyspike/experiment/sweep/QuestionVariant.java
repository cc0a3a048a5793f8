package org.keyspike.experiment.sweep;

import java.util.List;

/**
 * One answer to a question: a combination, run with every seed.
 *
 * @param question that is asked of the recipe
 * @param name of the answer
 * @param runs its runs; answers to several questions may share them
 */
public record QuestionVariant(String question, String name, List<SweepRun> runs) {}
