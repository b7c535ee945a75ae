/**
 * Lists and macros: lists are put into the text of a condition before it is parsed, macros into its tree afterwards. Where definitions come
 * from and which of them a condition may see is the rule loader's affair.
 */
package io.peregrine.filter.resolve;
