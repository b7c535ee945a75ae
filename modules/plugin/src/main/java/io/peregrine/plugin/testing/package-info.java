/** What the author of a Java plugin tests it with: payloads in, values of fields out, without an engine around. */
package io.peregrine.plugin.testing;
