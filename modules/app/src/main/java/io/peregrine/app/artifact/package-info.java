/**
 * Rules and plugins that others publish in OCI registries, in the form of falcoctl: indexes, references, manifests, signatures, and their way onto this
 * machine. Everything that a registry sends is bounded and checked before it is used. Nothing of the engine may enter: it takes new files by itself.
 */
package io.peregrine.app.artifact;
