/**
 * Changing over from an installed Falco and back: what is there, what becomes of it, and the few files and service commands that do it. Reading never
 * changes anything, and nothing of Falco's is ever deleted or rewritten.
 */
package io.peregrine.app.migrate;
