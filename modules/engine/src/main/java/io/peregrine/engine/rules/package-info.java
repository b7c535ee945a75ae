/**
 * Rule files: reading, collecting, compiling and selecting, and what is said about them. {@link io.peregrine.engine.rules.RuleLoader} is the door.
 *
 * <p>A file is read into items ({@code *Reader}), items are collected into {@link io.peregrine.engine.rules.Definitions}, and after each file all definitions so
 * far are compiled into {@link io.peregrine.engine.rules.CompiledRule}s. Nothing in here evaluates a condition or knows what a field means; every mistake of a
 * user becomes an entry of a {@link io.peregrine.engine.rules.LoadReport}.
 */
package io.peregrine.engine.rules;
