package io.peregrine.config.setting;

/**
 * A key of an earlier release.
 *
 * @param key the key
 * @param successor the key that took its place; empty when there is none
 * @param advice what to do, as the second half of a sentence
 */
public record FormerSetting(String key, String successor, String advice) {}
