package io.peregrine.container;

import io.peregrine.container.cgroup.Engines;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.Compatibility;
import java.util.Optional;

/**
 * How containers are told and looked up.
 *
 * @param compatibility whose answers count where Falco is wrong
 * @param engines whose layouts of cgroups count
 * @param fixed the one container of everything, where there is one: the engine {@code static}
 * @param live how runtimes are asked
 */
public record ContainerOptions(
        Compatibility compatibility, Engines engines, Optional<Container> fixed, LiveOptions live) {
    /** Right ids, all engines. */
    public static final ContainerOptions USUAL =
            new ContainerOptions(Compatibility.RIGHT, Engines.ALL, Optional.empty(), LiveOptions.NONE);
}
