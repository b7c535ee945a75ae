/**
 * Rule files: reading, collecting, compiling and selecting, and what is said about them. {@link io.peregrine.loader.RuleLoader} is the door.
 *
 * <p>A file is read into items ({@code *Reader}), items are collected into {@link io.peregrine.loader.Definitions}, and after each file all definitions so
 * far are compiled into {@link io.peregrine.loader.CompiledRule}s. Nothing in here plans or evaluates a condition or knows what a field means; every mistake
 * of a user becomes an entry of a {@link io.peregrine.loader.LoadReport}.
 */
package io.peregrine.loader;
