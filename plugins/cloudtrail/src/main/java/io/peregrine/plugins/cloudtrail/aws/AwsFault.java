package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugins.cloudtrail.records.DamagedFileException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why something could not be read, in words and in kind.
 *
 * @param kind what kind of fault it is
 * @param reason the rest of a sentence behind a colon
 */
record AwsFault(Kind kind, String reason) {
    /** Kinds of faults. */
    enum Kind {
        /** The credentials are missing, wrong or outdated. */
        CREDENTIALS,
        /** Too many requests. */
        THROTTLED,
        /** The network or the service does not work. */
        UNREACHABLE,
        /** The bucket or the queue does not exist. */
        MISSING,
        /** The credentials are known, but must not do this. */
        REFUSED,
        /** The object came, but is none of CloudTrail's, or it does not exist any more. */
        DAMAGED
    }

    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidToken",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "RequestTimeTooSkewed",
            "AuthFailure");
    private static final Set<String> MISSING_CODES = Set.of(
            "NoSuchBucket",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue",
            "AWS.SimpleQueueService.QueueDoesNotExist");
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER = 500;

    /** Whether the fault lies not in what was asked for, so that it is waited out. */
    boolean passes() {
        return switch (kind) {
            case CREDENTIALS, THROTTLED, UNREACHABLE -> true;
            case MISSING, REFUSED, DAMAGED -> false;
        };
    }

    static AwsFault of(SdkException e) {
        if (e instanceof AwsServiceException service) {
            return service(service);
        }
        if (e instanceof SdkClientException && String.valueOf(e.getMessage()).contains("credentials")) {
            return new AwsFault(Kind.CREDENTIALS, "no credentials were found (" + firstSentence(e) + ")");
        }
        return new AwsFault(Kind.UNREACHABLE, "AWS was not reached (" + firstSentence(e) + ")");
    }

    static AwsFault of(IOException e) {
        return e instanceof DamagedFileException
                ? new AwsFault(Kind.DAMAGED, "it " + e.getMessage())
                : new AwsFault(Kind.UNREACHABLE, "AWS broke off (" + firstSentence(e) + ")");
    }

    private static AwsFault service(AwsServiceException e) {
        String code = Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        int status = e.statusCode();
        String named = " (" + (code.isEmpty() ? "status " + status : code) + ")";
        if (CREDENTIAL_CODES.contains(code)) {
            return new AwsFault(Kind.CREDENTIALS, "AWS does not take the credentials" + named);
        }
        if (e.isThrottlingException() || status == TOO_MANY || status == UNAVAILABLE && code.equals("SlowDown")) {
            return new AwsFault(Kind.THROTTLED, "AWS asks for fewer requests" + named);
        }
        if (MISSING_CODES.contains(code)) {
            return new AwsFault(Kind.MISSING, "it does not exist" + named);
        }
        if (status == NOT_FOUND) {
            return new AwsFault(Kind.DAMAGED, "it does not exist" + named);
        }
        if (status == FORBIDDEN) {
            return new AwsFault(Kind.REFUSED, "the credentials do not allow it" + named);
        }
        return status >= SERVER
                ? new AwsFault(Kind.UNREACHABLE, "AWS has a failure" + named)
                : new AwsFault(Kind.REFUSED, "AWS refuses it" + named);
    }

    /** The beginning of an exception's message: what SDKs write is long. */
    static String firstSentence(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n') < 0 ? message.length() : message.indexOf('\n');
        int stop = message.indexOf(". ");
        String first = message.substring(0, stop < 0 ? end : Math.min(end, stop));
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }
}
