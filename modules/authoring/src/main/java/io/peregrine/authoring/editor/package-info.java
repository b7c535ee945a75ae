/**
 * What an editor's server for rules needs of the product, and what the product needs of the server: two interfaces, so that neither knows the other. No
 * protocol may enter.
 */
package io.peregrine.authoring.editor;
