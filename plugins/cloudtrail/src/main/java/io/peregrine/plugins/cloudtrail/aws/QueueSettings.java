package io.peregrine.plugins.cloudtrail.aws;

import java.util.Optional;

/**
 * How the messages of a queue are treated.
 *
 * @param delete whether a message is deleted when its files were taken
 * @param fromBucket whether messages are those of S3, and not CloudTrail's own
 * @param owner the account that the queue belongs to, when it is another one
 */
public record QueueSettings(boolean delete, boolean fromBucket, Optional<String> owner) {}
