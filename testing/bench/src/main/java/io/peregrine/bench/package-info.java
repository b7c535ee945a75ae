/**
 * Measurements: whole replays of captures ({@link io.peregrine.bench.ReplayBench}) and microbenchmarks of single kernels. Never
 * shipped; nothing may depend on it.
 */
package io.peregrine.bench;
