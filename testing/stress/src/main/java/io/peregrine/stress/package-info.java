/**
 * Tests of what two threads do at once, by jcstress ({@code testing/stress/run}); never shipped. Each says what may be seen and forbids all
 * else. They go through public doors, as the threads of the product do; what one thread does alone is tested beside its code.
 */
package io.peregrine.stress;
