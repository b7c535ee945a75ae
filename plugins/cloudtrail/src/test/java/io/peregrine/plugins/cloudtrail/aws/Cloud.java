package io.peregrine.plugins.cloudtrail.aws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

/** S3 and SQS on this machine: S3Proxy, which checks signatures itself, and ElasticMQ behind a door that checks them. */
final class Cloud {
    static final String KEY = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI";

    private final Throttling store = new Throttling(new TransientNio2BlobStore());
    private final S3Proxy proxy = S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .build();
    private final SQSRestServer queues =
            SQSRestServerBuilder.withDynamicPort().withInterface("127.0.0.1").start();
    private final SignedDoor door;
    private final Path folder;
    final S3Client s3;
    final SqsClient sqs;

    /** Answers the first reads of objects with "slow down". */
    private static final class Throttling extends ForwardingBlobStore {
        private final AtomicInteger left = new AtomicInteger();

        Throttling(BlobStore store) {
            super(store);
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                throw S3Exception.builder()
                        .statusCode(503)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("SlowDown")
                                .errorMessage("Please reduce your request rate.")
                                .sdkHttpResponse(SdkHttpResponse.builder()
                                        .statusCode(503)
                                        .build())
                                .build())
                        .build();
            }
            return super.getBlob(request);
        }
    }

    Cloud(Path folder) throws Exception {
        this.folder = folder;
        proxy.start();
        door = new SignedDoor(queues.waitUntilStarted().localAddress().getPort(), KEY, SECRET);
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
        s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        sqs = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + door.port()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The settings of somebody with these credentials, as files of the AWS tools. */
    AwsProfile profile(String name, String key, String secret) throws IOException {
        Path credentials = folder.resolve(name + ".credentials");
        Path configuration = folder.resolve(name + ".config");
        Files.writeString(
                credentials,
                "[" + name + "]\naws_access_key_id = " + key + "\naws_secret_access_key = " + secret + "\n");
        Files.writeString(
                configuration,
                "[profile " + name
                        + "]\nregion = eu-central-1\nservices = here\n[services here]\ns3 =\n  endpoint_url = http://127.0.0.1:"
                        + proxy.getPort() + "\nsqs =\n  endpoint_url = http://127.0.0.1:" + door.port() + "\n");
        return new AwsProfile(
                Optional.of(name), Optional.empty(), Optional.of(configuration), Optional.of(credentials));
    }

    void put(String bucket, String key, byte[] content) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /** The next reads of objects are refused. */
    void throttle(int reads) {
        store.left.set(reads);
    }

    /** How many requests for queues came with a right signature. */
    int signed() {
        return door.admitted();
    }

    void close() throws Exception {
        s3.close();
        sqs.close();
        door.close();
        queues.stopAndWait();
        proxy.stop();
    }
}
