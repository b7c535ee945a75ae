package io.peregrine.app.rules;

import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.fields.FieldClass;
import io.peregrine.recorder.CaptureFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the fields of rules reach beside the tables; it outlives every reload.
 *
 * @param captures the recordings
 * @param hosts the names of hosts
 * @param containers the containers, where they are asked for
 * @param plugins the plugins with their sources and fields
 */
public record RuleFields(
        CaptureFields captures, SystemHostNames hosts, Optional<ContainerPlugin> containers, LoadedPlugins plugins) {
    /** Without containers and plugins. */
    public RuleFields(CaptureFields captures, SystemHostNames hosts) {
        this(captures, hosts, Optional.empty(), LoadedPlugins.NONE);
    }

    /** The classes of fields that rules may use beside those that are always there. */
    public List<FieldClass> further() {
        List<FieldClass> classes = new ArrayList<>(List.of(captures.all()));
        containers.ifPresent(plugin -> classes.add(plugin.fields()));
        return classes;
    }

    /** The same with other plugins. */
    public RuleFields with(LoadedPlugins others) {
        return new RuleFields(captures, hosts, containers, others);
    }

    /** The rules that compare with names of hosts. */
    public HostNameRules hostRules() {
        return hosts.rules();
    }
}
