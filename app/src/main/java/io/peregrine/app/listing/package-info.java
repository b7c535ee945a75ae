/** Lists of what the engine knows, for people and for machines: fields and events, as text, Markdown and JSON. Strings in, strings out. */
package io.peregrine.app.listing;
