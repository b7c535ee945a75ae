package io.peregrine.config.setting;

import io.peregrine.config.tree.SettingOrigin;

/**
 * Something in a configuration that is not as it should be.
 *
 * @param origin where it stands
 * @param path the key's path as a schema validator names it, {@code <root>[webserver][enabled]}
 * @param message what is wrong and what to do, as a clause without the place
 */
public record Finding(SettingOrigin origin, String path, String message) {

    /** Returns the finding as a sentence with its place. */
    public String sentence() {
        return origin + ": " + message + (message.endsWith("?") ? "" : ".");
    }
}
