/**
 * What events do to the tables: the engine finds what an event is about and hands it to the handler of its code, one family of calls a class. The
 * tables know nothing of events and handlers; nothing here is kept from one event to the next but what the event before ended.
 */
package io.peregrine.state.handler;
