/**
 * What the commands for authors of rules share: rules loaded with the plugins that they ask for, the files that belong together, runs of tests. No
 * command line and no printing.
 */
package io.peregrine.app.author;
