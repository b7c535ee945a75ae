package io.peregrine.config.setting;

/**
 * One setting.
 *
 * @param key its path, with {@code []} for every entry of a list
 * @param type what it takes
 * @param fallback the value that counts when the key is absent, as text; empty for none
 * @param meaning what it does, in a sentence
 */
public record Setting(String key, SettingType type, String fallback, String meaning) {}
