/** The fields of containers and pods. They read through {@link io.peregrine.container.Subject} alone. */
package io.peregrine.container.field;
