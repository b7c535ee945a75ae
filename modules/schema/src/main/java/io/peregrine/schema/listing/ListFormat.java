package io.peregrine.schema.listing;

/** The form of a list. */
public enum ListFormat {
    TEXT,
    MARKDOWN,
    JSON
}
