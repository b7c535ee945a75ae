/**
 * The language server for rules files: the protocol's side. Documents, the thread that analyses them, and which feature answers which request. What a rules
 * file says is read in {@code text}, answers are made in {@code feature}; rules are loaded and tested by the product behind {@code Workbench}.
 */
package io.peregrine.lsp;
