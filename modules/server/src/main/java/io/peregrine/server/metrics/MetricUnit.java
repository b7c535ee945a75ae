package io.peregrine.server.metrics;

/** The unit of a figure, with the ending that Prometheus names get from it. */
public enum MetricUnit {
    COUNT("total"),
    PERCENT("ratio"),
    BYTES("bytes"),
    KIBIBYTES("bytes"),
    NANOSECONDS("nanoseconds"),
    NANOSECONDS_TOTAL("nanoseconds_total"),
    SECONDS("seconds"),
    SECONDS_TOTAL("seconds_total"),
    TIMESTAMP_NANOSECONDS("timestamp_nanoseconds");

    private final String ending;

    MetricUnit(String ending) {
        this.ending = ending;
    }

    /** Returns what Prometheus names end with. */
    public String ending() {
        return ending;
    }

    /** Tells whether this is an amount of memory. */
    public boolean isMemory() {
        return this == BYTES || this == KIBIBYTES;
    }
}
