/**
 * Finds rules that load but cannot mean what their author meant. {@link io.peregrine.loader.lint.Lint} is the door. Every finding is proved
 * from the checked conditions; what is only likely is not said. Nothing in here changes a rule.
 */
package io.peregrine.loader.lint;
