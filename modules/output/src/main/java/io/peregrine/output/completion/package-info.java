/**
 * The station between the engine and the queue of the outputs where alerts wait for values that are on their way. What the values are about and who
 * finds them out may not enter.
 */
package io.peregrine.output.completion;
