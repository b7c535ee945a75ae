/**
 * What watching this machine costs: the calls of other programs, builds and servers beside it, and the engine itself. Everything is
 * measured against the same thing without an engine in the same run, in turns, and ends within a time that is known beforehand. Needs root,
 * a C compiler and this machine's kernel; nothing here is shipped.
 */
package io.peregrine.bench.live;
