/**
 * Configuration text as an immutable tree in which every value knows where it was written.
 *
 * <p>Here files are parsed, variables expanded, trees merged and paths such as {@code a.b[0]} followed. Nothing here
 * knows which settings exist or what they mean.
 */
package io.peregrine.config.tree;
