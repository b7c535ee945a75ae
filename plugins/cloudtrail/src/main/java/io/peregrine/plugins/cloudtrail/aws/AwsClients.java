package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugin.PluginException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes clients of AWS with the operator's settings. They do not try again by themselves, and use the JDK's own HTTP connections, whose reads end when their
 * (virtual) thread is interrupted.
 */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longer than a queue lets a reader wait, which is 20 seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final AwsProfile profile;

    AwsClients(AwsProfile profile) {
        this.profile = profile;
    }

    /**
     * A client of S3.
     *
     * @throws PluginException when the settings do not name a region, or a file of them cannot be used
     */
    S3Client s3() throws PluginException {
        return build(S3Client.builder());
    }

    /**
     * A client of SQS.
     *
     * @throws PluginException as {@link #s3}
     */
    SqsClient sqs() throws PluginException {
        return build(SqsClient.builder());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(B builder)
            throws PluginException {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        // the SDK finds its parts (roles, single sign-on) by the thread's class loader first
        caller.setContextClassLoader(AwsClients.class.getClassLoader());
        try {
            Optional<ProfileFile> files = files();
            DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
            files.ifPresent(credentials::profileFile);
            profile.name().ifPresent(credentials::profileName);
            builder.credentialsProvider(credentials.build())
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(SILENCE))
                    .overrideConfiguration(settings -> {
                        settings.retryStrategy(AwsRetryStrategy.doNotRetry());
                        files.ifPresent(settings::defaultProfileFile);
                        profile.name().ifPresent(settings::defaultProfileName);
                    });
            profile.region().map(Region::of).ifPresent(builder::region);
            return builder.build();
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            throw new PluginException("cloudtrail plugin error: " + AwsFault.firstSentence(e), e);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    /** The files of the settings, when one of them is not where the AWS tools have it. */
    private Optional<ProfileFile> files() throws PluginException {
        if (profile.configuration().isEmpty() && profile.credentials().isEmpty()) {
            return Optional.empty();
        }
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        add(files, profile.credentials(), ProfileFileLocation.credentialsFilePath(), ProfileFile.Type.CREDENTIALS);
        add(
                files,
                profile.configuration(),
                ProfileFileLocation.configurationFilePath(),
                ProfileFile.Type.CONFIGURATION);
        return Optional.of(files.build());
    }

    private static void add(ProfileFile.Aggregator files, Optional<Path> given, Path usual, ProfileFile.Type type)
            throws PluginException {
        Path file = given.orElse(usual);
        if (Files.isReadable(file)) {
            files.addFile(ProfileFile.builder().content(file).type(type).build());
        } else if (given.isPresent()) {
            throw new PluginException("cloudtrail plugin error: the AWS settings in " + file + " cannot be read");
        }
    }
}
