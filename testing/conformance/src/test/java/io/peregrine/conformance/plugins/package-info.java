/**
 * The plugin host against recorded answers of Falco: plugins of our own in C, cases that load them, and what Falco answered, the plugins' own trace of every call
 * included. The engine runs inside the test's virtual machine; cases that need an environment of their own, signals or a web server are not among these.
 */
package io.peregrine.conformance.plugins;
