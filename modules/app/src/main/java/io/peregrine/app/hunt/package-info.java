/**
 * The command {@code hunt}: many captures judged side by side by one set of rules, each with tables of its own on one of a fixed number of threads. How a
 * capture is read and judged may not enter: that is the pipeline's.
 */
package io.peregrine.app.hunt;
