/** From a configuration to rules that are ready to judge: which files, which fields, what is appended, and what is said about them. */
package io.peregrine.app.rules;
