/**
 * Programs that feed damaged input to what reads bytes from outside, for as long as they are told; never shipped. Each has a {@code main}
 * whose first argument is the number of minutes; a finding ends it with the seed that makes it again.
 */
package io.peregrine.fuzz;
