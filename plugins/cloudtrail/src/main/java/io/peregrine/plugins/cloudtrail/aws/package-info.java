/**
 * Log files of CloudTrail in buckets of S3, found by listing or by the messages of an SQS queue, through the AWS SDK. What a record means, and fields, do not
 * enter here; no other package names the SDK.
 *
 * <p>The SDK itself does not try again: {@link io.peregrine.plugins.cloudtrail.aws.Attempts} is the one place where faults are told and waited out.
 */
package io.peregrine.plugins.cloudtrail.aws;
