/**
 * The evaluator that is compiled: the plan of a bucket becomes a hidden class, in which a rule is a method, a connective is a jump and a comparison is
 * a constant that the virtual machine can look through. {@link io.peregrine.engine.compile.Evaluator} is the door.
 *
 * <p>It says what the closures say, which stay where it cannot compile. What a comparison does may not enter: that is the plan's.
 */
package io.peregrine.engine.compile;
