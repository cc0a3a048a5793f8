package org.keyspike.analysis.study;

import java.util.List;

/**
 * A study.
 *
 * @param study which one
 * @param architecture of the machine that it starts from
 * @param rows of the table
 * @param findings what follows from it, each a sentence
 * @param files written beside
 */
public record StudyTable(
    String study,
    String architecture,
    List<? extends Record> rows,
    List<String> findings,
    List<String> files) {}
