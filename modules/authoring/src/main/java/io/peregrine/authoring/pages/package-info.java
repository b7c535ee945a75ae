/**
 * Rule sets as one static page that needs nothing but a browser: what the page says of rules, and its HTML. Reads loaded rules and results of tests; no
 * file and no command line.
 */
package io.peregrine.authoring.pages;
