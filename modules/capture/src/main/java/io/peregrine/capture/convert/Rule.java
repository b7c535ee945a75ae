package io.peregrine.capture.convert;

import java.util.List;

/** What becomes of an event of one code and number of parameters. */
sealed interface Rule {
    /** The event is kept for the exit event of its thread. */
    record Store(boolean deliver) implements Rule {}

    /** The event is current. */
    record Pass() implements Rule {}

    /** The values are appended. */
    record Add(List<ParamSource> values) implements Rule {}

    /** The values make an event of another code. */
    record Become(int code, List<ParamSource> values) implements Rule {}
}
