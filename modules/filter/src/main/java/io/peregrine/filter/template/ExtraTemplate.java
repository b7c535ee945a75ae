package io.peregrine.filter.template;

/**
 * A further field of an output, beside those that its text names.
 *
 * @param text its text as the configuration gives it
 * @param template the same, taken apart
 * @param typed whether the value keeps its type instead of becoming text
 */
public record ExtraTemplate(String text, Template template, boolean typed) {}
