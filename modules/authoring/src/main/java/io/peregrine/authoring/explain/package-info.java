/**
 * Why a rule matched an event, or did not. Every part of a condition is judged by the engine itself, as a condition of its own; nothing here knows what an
 * operator means.
 */
package io.peregrine.authoring.explain;
