/**
 * Tests of rules: what stands in their files, the events that are made of it, the run through the pipeline, and what it is held against. Events are made in
 * the layout that the kernel's have, and pass the same tables and rules as those; nothing here judges by itself.
 */
package io.peregrine.authoring.ruletest;
