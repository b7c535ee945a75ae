package io.peregrine.plugins.cloudtrail.aws;

/** Takes what is to be said and counted about reading from AWS. For any thread. */
public interface AwsReport {
    /** What is counted. */
    enum Happening {
        /** An object was read to its end. */
        OBJECT_READ,
        /** An object was left out, or what of it could not be read. */
        OBJECT_LEFT_OUT,
        /** Something was tried again. */
        RETRY,
        /** A message of a queue was received. */
        MESSAGE,
        /** A message of a queue announced nothing that can be read. */
        MESSAGE_BROKEN
    }

    /** A record was left out. */
    void broken(String sentence);

    /** Something does not work, as this sentence says once until it works or fails otherwise. */
    void fault(String sentence);

    /** Something works again. */
    void works(String sentence);

    /** Counts. */
    void count(Happening happening);
}
