/**
 * The soak of plugins ({@code testing/stress/soak}); never shipped. The product runs as a process of its own with plugins that number their events, is reloaded
 * again and again, and is watched from outside: what is missing, which handles stay open, how its memory goes.
 */
package io.peregrine.stress.soak;
