/** The plugin {@code cloudtrail}: records of AWS CloudTrail from files and folders, and their fields. Uses the public plugin interface alone. */
package io.peregrine.plugins.cloudtrail;
