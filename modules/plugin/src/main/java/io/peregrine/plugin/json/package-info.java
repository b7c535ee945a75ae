/**
 * JSON that plugins hand over and are handed: a tree of values, its reader, and the check of a configuration against a schema. Texts are read as
 * jsoncpp 1.9.5 reads them, with comments and with anything behind the value. Nothing here knows what a plugin is.
 */
package io.peregrine.plugin.json;
