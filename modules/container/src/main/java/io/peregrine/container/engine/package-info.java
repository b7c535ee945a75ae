/**
 * The runtimes: a client for each kind of interface, what it says turned into values, and who asks whom when. Nothing here runs on the thread of a source.
 */
package io.peregrine.container.engine;
