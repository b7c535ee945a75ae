/**
 * An event as it travels: the flyweight over an array, the layout that every source delivers, and the interface of a source.
 *
 * <p>One layout serves live rings, captures and plugins ({@link io.peregrine.event.EventLayout}); old capture layouts are converted
 * before they get here. Nothing here knows tables, rules or fields. Bytes of kernel text stay bytes ({@link
 * io.peregrine.event.ByteString}); decoding them to characters is the business of sinks.
 */
package io.peregrine.event;
