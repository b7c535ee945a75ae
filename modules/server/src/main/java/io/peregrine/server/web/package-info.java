/** The web server: health, readiness, versions and metrics. */
package io.peregrine.server.web;
