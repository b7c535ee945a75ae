/**
 * Outputs as the language reads them: text with placeholders for fields, taken apart and checked against a catalog of fields. {@link
 * io.peregrine.filter.template.TemplateParser} is the door. What a match makes of a template, and where the text comes from, may not enter.
 */
package io.peregrine.filter.template;
