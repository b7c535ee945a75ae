package io.peregrine.engine.eval;

import io.peregrine.fields.LateReading;
import io.peregrine.fields.Value;

/**
 * An expression that an output prints.
 *
 * @param form the type of what comes out and how it is printed; its extractor is not to be used
 * @param reading gets it
 * @param late tells whether a value that is not there may still come
 */
public record PlannedValue(Value form, Reading reading, LateReading late) {}
