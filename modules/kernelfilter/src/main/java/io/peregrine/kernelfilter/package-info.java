/**
 * What the kernel may leave out, worked out from the rules: which events of which calls no rule can match and whose effect on the tables nobody can
 * see. It reads planned conditions and gives an {@link io.peregrine.probe.KernelFilterTerms}. Nothing that loads rules, talks to the kernel or judges events
 * may enter.
 */
package io.peregrine.kernelfilter;
