package io.peregrine.plugin;

/**
 * A text that an event source can be opened with.
 *
 * @param value the text
 * @param description what it does, empty for none
 */
public record OpenParameter(String value, String description) {}
