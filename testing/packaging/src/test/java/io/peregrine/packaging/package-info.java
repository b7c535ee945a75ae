/**
 * Looks at what lies in {@code packaging/} (the chart) and, where {@code packaging/build} was run, at what it made. Nothing is built and nothing is
 * installed here; that is what {@code packaging/try} does.
 */
package io.peregrine.packaging;
