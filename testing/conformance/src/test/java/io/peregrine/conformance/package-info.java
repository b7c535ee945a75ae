/**
 * Golden answers: what Falco 0.44.0 printed for captures, configurations and rule files, held against Peregrine through its command line.
 * The recorded answers lie under {@code golden/}; accepting a changed answer is a copy. The architecture's walls are checked here too.
 */
package io.peregrine.conformance;
