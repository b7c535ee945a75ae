/**
 * Lists for people and programs: of events here, of fields by the module that has them, as text, Markdown or JSON.
 *
 * <p>What is listed is data that exists anyway; nothing here decides what there is to list.
 */
package io.peregrine.schema.listing;
