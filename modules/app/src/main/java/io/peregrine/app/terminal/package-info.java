/** What a person sees at a terminal: answers, errors, colours and progress. Knows nothing of what is answered. */
package io.peregrine.app.terminal;
