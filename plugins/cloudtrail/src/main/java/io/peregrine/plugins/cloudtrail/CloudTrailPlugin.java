package io.peregrine.plugins.cloudtrail;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.MetricsReporting;
import io.peregrine.plugin.OpenParameter;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.PluginMetric;
import io.peregrine.plugin.PluginSources;
import io.peregrine.plugins.cloudtrail.aws.AwsSource;
import io.peregrine.plugins.cloudtrail.records.TrailFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Records of AWS CloudTrail: source {@code aws_cloudtrail}, number 2, from files and folders, a bucket of S3, or the buckets that the messages of an SQS queue
 * name. Fields, values and configuration are those of the published plugin 0.17.
 */
public final class CloudTrailPlugin implements Plugin, EventSourcing, FieldExtraction, MetricsReporting {
    private static final SourceName SOURCE = new SourceName("aws_cloudtrail", 2);
    private static final String BUCKET = "s3://";
    private static final String QUEUE = "sqs://";

    private final TrailFields fields = new TrailFields();
    private final TrailReport report = new TrailReport();
    private Optional<PluginHost> host = Optional.empty();

    /** A plugin that was not started: without configuration, and silent. */
    public CloudTrailPlugin() {}

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity(
                "cloudtrail",
                "0.17.1",
                "Records of AWS CloudTrail from files, folders, S3 and SQS",
                "github.com/falcosecurity/plugins/");
    }

    @Override
    public Optional<String> configSchema() {
        return Optional.of(TrailConfiguration.SCHEMA);
    }

    @Override
    public void start(PluginHost given) throws PluginException {
        TrailConfiguration.read(given.configuration());
        host = Optional.of(given);
        report.to(given);
    }

    @Override
    public SourceName source() {
        return SOURCE;
    }

    @Override
    public EventSource open(String parameters) throws PluginException {
        String at = parameters.strip();
        if (at.isEmpty()) {
            throw new PluginException("cloudtrail plugin error: missing input directory argument");
        }
        if (!at.startsWith(BUCKET) && !at.startsWith(QUEUE)) {
            return PluginSources.iterate(SOURCE, new TrailFiles(Path.of(at), report::broken));
        }
        TrailConfiguration configuration =
                TrailConfiguration.read(host.map(PluginHost::configuration).orElse(""));
        AwsSource source = new AwsSource(SOURCE, configuration.profile(), configuration.downloads(), report);
        return at.startsWith(BUCKET)
                ? source.bucket(at.substring(BUCKET.length()), configuration.range())
                : source.queue(at.substring(QUEUE.length()), configuration.queue());
    }

    @Override
    public List<OpenParameter> suggestedParameters() {
        return List.of(
                new OpenParameter(
                        "/var/lib/cloudtrail",
                        "Reads the .json and .json.gz files of a folder and those below it, and ends."),
                new OpenParameter(
                        "s3://my-bucket/AWSLogs/123456789012/",
                        "Reads the log files of a bucket below a prefix, and ends; init_config may name an s3Interval."),
                new OpenParameter(
                        "sqs://my-queue", "Reads the log files that the messages of a queue name, as they come."));
    }

    @Override
    public Optional<String> describe(PluginEvent event) {
        return fields.describe(event);
    }

    @Override
    public List<PluginField> fields() {
        return fields.all();
    }

    @Override
    public List<PluginMetric> metrics() {
        return report.metrics();
    }
}
