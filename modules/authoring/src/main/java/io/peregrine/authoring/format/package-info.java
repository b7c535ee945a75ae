/**
 * One layout for rules files: indentation, blanks, the wrapping of lists. Texts go in and out; no file is read or written here, and nothing but the layout
 * changes: what a file says is compared before and behind, and comments stay where they stand.
 */
package io.peregrine.authoring.format;
