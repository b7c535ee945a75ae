/**
 * The settings as data: one line of {@code settings.tsv} says a setting's key, type, value when absent and meaning. The
 * checker, the JSON schema, the typed reader and the suggestions for mistyped keys all read that table.
 *
 * <p>What a setting does is not known here.
 */
package io.peregrine.config.setting;
