package io.peregrine.plugins.cloudtrail.records;

import java.io.IOException;

/** A file came whole, but is none that CloudTrail writes; its message goes on behind "The file ...". */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the rest of the sentence. */
    public DamagedFileException(String reason) {
        super(reason);
    }
}
