/**
 * The operator's log: what Peregrine says about its own running, on standard error and to the system log.
 *
 * <p>Alerts are not log messages and never pass through here.
 */
package io.peregrine.output.log;
