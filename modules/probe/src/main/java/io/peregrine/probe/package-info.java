/**
 * The live source: eBPF programs that turn what this machine does into events, and the reader of their rings.
 *
 * <p>{@link io.peregrine.probe.ProbeSpec} says as data what is wanted; {@link io.peregrine.probe.CallTable} and {@link
 * io.peregrine.probe.ProbePlan} derive from it, without any privilege, which programs and attach points that takes; {@link
 * io.peregrine.probe.Probe} makes the kernel do it; {@link io.peregrine.probe.ProbeSource} lends the events in the order of their times.
 * The C sources are in {@code src/main/bpf}. Processes, descriptors and rules are not known here.
 */
package io.peregrine.probe;
