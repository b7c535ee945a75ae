package io.peregrine.plugin;

/** The capability to be told when a source begins and ends. */
public non-sealed interface CaptureListening extends PluginCapability {
    /**
     * The source is open and the tables are full: they may be read and written here.
     *
     * @throws PluginException in a sentence, which ends the start
     */
    void captureOpened() throws PluginException;

    /**
     * The source has ended and the tables are empty. Also called when the start ended before {@link #captureOpened}.
     *
     * @throws PluginException in a sentence, which is logged
     */
    void captureClosed() throws PluginException;
}
