/** What others see of a running engine: figures, snapshots, the web server, readiness, and the summary at the end. */
package io.peregrine.app.observe;
