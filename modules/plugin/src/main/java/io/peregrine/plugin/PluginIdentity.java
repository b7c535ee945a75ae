package io.peregrine.plugin;

/**
 * Who a plugin is.
 *
 * @param name its name, unique among the loaded plugins
 * @param version three numbers, such as 1.2.3; rules files hold their requirements against it
 * @param description what it is for, in a line
 * @param contact where its authors are found
 */
public record PluginIdentity(String name, String version, String description, String contact) {}
