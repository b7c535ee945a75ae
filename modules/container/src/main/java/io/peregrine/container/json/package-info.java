/** JSON as a small tree: bounded reading of what runtimes and events say, and writing. Nothing here knows a container. */
package io.peregrine.container.json;
