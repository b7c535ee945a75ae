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
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.plugin.PluginMetric;
import io.peregrine.plugin.PluginSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records of AWS CloudTrail: source {@code aws_cloudtrail}, number 2. Fields and values are those of the published plugin 0.17. Files and folders are read;
 * S3 and SQS are not.
 */
public final class CloudTrailPlugin implements Plugin, EventSourcing, FieldExtraction, MetricsReporting {
    private static final SourceName SOURCE = new SourceName("aws_cloudtrail", 2);
    private static final String SCHEMA = """
            {"$schema":"http://json-schema.org/draft-04/schema#","type":"object","additionalProperties":true,"properties":{\
            "s3DownloadConcurrency":{"type":"integer","default":32},"s3Interval":{"type":"string","default":""},"sqsDelete":{"type":"boolean","default":true},\
            "useAsync":{"type":"boolean","default":true},"useS3SNS":{"type":"boolean","default":false},"s3AccountList":{"type":"string","default":""},\
            "sqsOwnerAccount":{"type":"string","default":""},"aws":{"type":"object"}}}""";

    private final TrailFields fields = new TrailFields();
    private final LongAdder broken = new LongAdder();
    private Optional<PluginHost> host = Optional.empty();

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity(
                "cloudtrail",
                "0.17.1",
                "Records of AWS CloudTrail from files and folders",
                "github.com/falcosecurity/plugins/");
    }

    @Override
    public Optional<String> configSchema() {
        return Optional.of(SCHEMA);
    }

    @Override
    public void start(PluginHost given) {
        host = Optional.of(given);
    }

    @Override
    public SourceName source() {
        return SOURCE;
    }

    @Override
    public EventSource open(String parameters) throws PluginException {
        if (parameters.startsWith("s3://") || parameters.startsWith("sqs://")) {
            throw new PluginException(
                    "this release reads CloudTrail from files and folders; fetch the bucket first, for example with 'aws s3 sync', or load the"
                            + " published plugin as a file");
        }
        if (parameters.isBlank()) {
            throw new PluginException("cloudtrail plugin error: missing input directory argument");
        }
        return PluginSources.iterate(
                SOURCE, new TrailRecords(TrailRecords.files(Path.of(parameters.strip())), this::told));
    }

    private void told(String sentence) {
        broken.increment();
        host.ifPresent(known -> known.log(PluginLogLevel.WARNING, sentence));
    }

    @Override
    public List<OpenParameter> suggestedParameters() {
        return List.of(new OpenParameter(
                "/var/lib/cloudtrail", "Reads the .json and .json.gz files of a folder and those below it, and ends."));
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
        return List.of(PluginMetric.count("records_broken", broken.sum()));
    }
}
