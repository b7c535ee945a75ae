/**
 * The plugin {@code k8saudit}: the audit events of a Kubernetes API server, from a webhook, a file or a folder, and their fields. Uses the public plugin interface
 * alone.
 */
package io.peregrine.plugins.k8saudit;
