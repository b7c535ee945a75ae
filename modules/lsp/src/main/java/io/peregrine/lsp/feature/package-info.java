/** What an editor asks for, a class each: stateless functions of a place in a text and what is known of the rules. */
package io.peregrine.lsp.feature;
