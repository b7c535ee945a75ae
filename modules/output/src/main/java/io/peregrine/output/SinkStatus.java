package io.peregrine.output;

/**
 * How a sink is doing.
 *
 * @param name the sink's name
 * @param delivered alerts that the sink took
 * @param failures attempts that failed and were repeated
 * @param lost alerts that the sink refused, that found no room to wait, or that were given up at the end
 * @param waiting alerts that wait
 * @param working whether the last attempt succeeded
 */
public record SinkStatus(String name, long delivered, long failures, long lost, int waiting, boolean working) {}
