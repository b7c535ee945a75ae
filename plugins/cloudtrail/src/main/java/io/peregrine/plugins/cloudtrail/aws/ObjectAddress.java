package io.peregrine.plugins.cloudtrail.aws;

/**
 * Where an object lies.
 *
 * @param bucket the bucket
 * @param key its key in it
 */
record ObjectAddress(String bucket, String key) {
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
