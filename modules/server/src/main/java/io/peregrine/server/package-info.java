/** What others can ask of a running Peregrine: its health, its versions and its figures. Nothing here changes what it does. */
package io.peregrine.server;
