/**
 * Alerts as they were recorded: JSON of Peregrine or Falco, read back into rule, source and fields. What an alert did not show is not guessed here, and
 * nothing here knows rules.
 */
package io.peregrine.authoring.alerts;
