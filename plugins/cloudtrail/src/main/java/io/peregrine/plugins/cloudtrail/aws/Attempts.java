package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugins.cloudtrail.aws.AwsReport.Happening;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tries one thing until it works: tells a fault once, waits longer each time, and tells when it works again. Owned by one thread. */
final class Attempts {
    private final String thing;
    private final Backoff backoff;
    private final AwsReport report;
    private String told = "";
    private int failures;

    /** @param thing what is tried, as in "Cannot read the queue x" behind "Cannot" */
    Attempts(String thing, Backoff backoff, AwsReport report) {
        this.thing = thing;
        this.backoff = backoff;
        this.report = report;
    }

    /** Something that AWS is asked. */
    interface Call<T> {
        T call();
    }

    /**
     * The answer of a call, however long it takes.
     *
     * @throws InterruptedException when the source is closed
     */
    <T> T untilItWorks(Call<T> call) throws InterruptedException {
        while (true) {
            try {
                T answer = call.call();
                worked();
                return answer;
            } catch (AbortedException e) {
                throw new InterruptedException("the source is closed");
            } catch (SdkException e) {
                failed(AwsFault.of(e), "it is tried again");
            }
        }
    }

    /**
     * Tells a fault unless it was told last, and waits.
     *
     * @param next what follows, behind a semicolon
     * @throws InterruptedException when the source is closed
     */
    void failed(AwsFault fault, String next) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the source is closed");
        }
        failures++;
        if (!told.equals(fault.reason())) {
            told = fault.reason();
            report.fault("Cannot " + thing + ": " + fault.reason() + "; " + next + ".");
        }
        report.count(Happening.RETRY);
        Thread.sleep(backoff.behind(failures));
    }

    /** How often it failed since it worked last. */
    int failures() {
        return failures;
    }

    /** It worked. */
    void worked() {
        if (failures > 0) {
            report.works("Now it works to " + thing + ", at try " + (failures + 1) + ".");
            failures = 0;
            told = "";
        }
    }
}
