/** The plugin {@code json}: values of any event whose payload is JSON. Uses the public plugin interface alone. */
package io.peregrine.plugins.json;
