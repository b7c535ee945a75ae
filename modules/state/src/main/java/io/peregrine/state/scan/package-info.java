/**
 * How tables come to say what the system says: from the list that a capture begins with, from a look at the running system at the start, for one unknown
 * thread, and in the reconciliation after losses. How the system is asked stands in {@code proc}; here is what is done with the answers.
 */
package io.peregrine.state.scan;
