package io.peregrine.app.rules;

import io.peregrine.recorder.CaptureFields;

/**
 * What the fields of rules reach beside the tables; it outlives every reload.
 *
 * @param captures the recordings
 * @param hosts the names of hosts
 */
public record RuleFields(CaptureFields captures, SystemHostNames hosts) {}
