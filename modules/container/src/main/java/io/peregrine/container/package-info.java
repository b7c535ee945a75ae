/**
 * Container metadata: which container each thread is in, and what is known of it. Only what the thread of the source owns stands here; fields, runtimes, values and cgroups have rooms of
 * their own.
 */
package io.peregrine.container;
