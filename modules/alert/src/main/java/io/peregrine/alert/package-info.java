/**
 * The alert: what Peregrine says when a rule matches or when it has something to say about itself, and the two forms in
 * which it is written, a line of text or a JSON object.
 *
 * <p>An alert is made of parts and values. A value may be on its way ({@link io.peregrine.alert.PendingValue}): it says whom it is about and until
 * when it is worth waiting for; who waits is the outputs' matter.
 *
 * <p>An alert is immutable and holds no kernel memory, so it may cross threads freely and outlive the event that caused
 * it. Extraction of values belongs to the engine, delivery to the outputs; neither may enter here, and this package uses
 * no other module and of libraries jackson-core alone.
 */
package io.peregrine.alert;
