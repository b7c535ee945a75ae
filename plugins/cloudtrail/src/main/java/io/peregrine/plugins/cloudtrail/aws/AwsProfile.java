package io.peregrine.plugins.cloudtrail.aws;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which of the operator's AWS settings are used; what is empty comes from where the AWS tools have it: the environment, {@code ~/.aws}, the machine's role.
 *
 * @param name the profile
 * @param region the region
 * @param configuration the file instead of {@code ~/.aws/config}
 * @param credentials the file instead of {@code ~/.aws/credentials}
 */
public record AwsProfile(
        Optional<String> name, Optional<String> region, Optional<Path> configuration, Optional<Path> credentials) {}
