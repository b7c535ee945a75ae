/**
 * What is known of a container, as values, and its JSON form in container events. Nothing here knows a runtime, a table or an event.
 */
package io.peregrine.container.metadata;
