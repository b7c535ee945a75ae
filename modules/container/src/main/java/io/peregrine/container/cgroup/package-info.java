/**
 * From the cgroups of a thread to the id of its container, by text alone. Two ways: the right one, and Falco's with its faults. Nothing here knows metadata, a
 * runtime or a table.
 */
package io.peregrine.container.cgroup;
