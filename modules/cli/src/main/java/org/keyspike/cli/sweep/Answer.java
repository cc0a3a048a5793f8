package org.keyspike.cli.sweep;

import java.util.List;

/**
 * One answer to a question: a combination, run with every seed.
 *
 * @param question that is asked of the recipe
 * @param name of the answer
 * @param members its runs; answers to several questions may share them
 */
public record Answer(String question, String name, List<Member> members) {}
