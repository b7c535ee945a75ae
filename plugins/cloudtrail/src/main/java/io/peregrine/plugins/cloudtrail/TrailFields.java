package io.peregrine.plugins.cloudtrail;

import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.ValueOut;
import io.peregrine.plugin.json.JsonPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields {@code ct.*}, {@code s3.*}, {@code ec2.*}, {@code ecr.*} and {@code iam.*}, in the order of the published plugin's list. */
final class TrailFields {
    private final JsonPayload json = new JsonPayload();
    private final TrailRecord record = new TrailRecord(json);
    private final List<PluginField> fields = new ArrayList<>();

    /** Reads a text of a record, empty when it has none. */
    private interface Text {
        Optional<String> read();
    }

    /** Reads a number of a record; negative for none. */
    private interface Number {
        long read();
    }

    TrailFields() {
        event();
        user();
        answer();
        request();
        more();
        services();
    }

    List<PluginField> all() {
        return List.copyOf(fields);
    }

    Optional<String> describe(PluginEvent event) {
        return json.look(event) ? record.line() : Optional.empty();
    }

    private void event() {
        text("ct.id", "Event ID", "The id of the event.", "eventID");
        text("ct.error", "Error Code", "The code of the error; no value when there was none.", "errorCode");
        text("ct.errormessage", "Error Message", "The error in words.", "errorMessage");
        add(PluginField.field("ct.time", "When it happened.")
                .display("Timestamp")
                .hidden()
                .text(at("eventTime")));
        text("ct.src", "AWS Service", "The service.", "eventSource");
        own("ct.shortsrc", "AWS Service", "The service without .amazonaws.com.", record::shortSource);
        text("ct.name", "Event Name", "What was done.", "eventName");
    }

    private void user() {
        own("ct.user", "User Name", "Who did it: the user, of an assumed role the role.", record::user);
        own(
                "ct.originaluser",
                "Original User Name",
                "Who did it: the user, of an assumed role the session.",
                record::originalUser);
        own("ct.user.accountid", "User Account ID", "The account of the user.", record::account);
        text("ct.user.identitytype", "User Identity Type", "The kind of identity.", "userIdentity", "type");
        text("ct.user.principalid", "User Principal Id", "The id of the identity.", "userIdentity", "principalId");
        text("ct.user.arn", "User ARN", "The resource name of the identity.", "userIdentity", "arn");
        text("ct.region", "Region", "The region.", "awsRegion");
    }

    private void answer() {
        text("ct.response.subnetid", "Response Subnet ID", "The subnet in the answer.", "responseElements", "subnetId");
        text(
                "ct.response.reservationid",
                "Response Reservation ID",
                "The reservation in the answer.",
                "responseElements",
                "reservationId");
        whole("ct.response", "Response Elements", "The whole answer.", "responseElements");
    }

    private void request() {
        parameter("availabilityzone", "Request Availability Zone", "availabilityZone");
        parameter("cluster", "Request Cluster", "cluster");
        parameter("functionname", "Request Function Name", "functionName");
        parameter("groupname", "Request Group Name", "groupName");
        parameter("host", "Request Host Name", "Host");
        parameter("name", "Host Name", "name");
        parameter("policy", "Host Policy", "policy");
        parameter("reason", "Request Reason", "reason");
        parameter("target", "Request Target", "target");
        // The published plugin looks for this one under another spelling and never finds it.
        parameter("documentname", "Request Document Name", "documentName");
        parameter("serialnumber", "Request Serial Number", "serialNumber");
        parameter("servicename", "Request Service", "serviceName");
        parameter("subnetid", "Request Subnet ID", "subnetId");
        parameter("taskdefinition", "Request Task Definition", "taskDefinition");
        parameter("username", "Request User Name", "userName");
        whole("ct.request", "Request Parameters", "The whole request.", "requestParameters");
    }

    private void more() {
        text("ct.srcip", "Source IP", "The address of the caller.", "sourceIPAddress");
        text("ct.useragent", "User Agent", "The program of the caller.", "userAgent");
        own("ct.info", "Info", "A line about the event.", () -> Optional.of(record.info()));
        own(
                "ct.managementevent",
                "Management Event",
                "Whether it is a management event.",
                () -> record.truth("managementEvent"));
        own("ct.readonly", "Read Only", "Whether it only read.", () -> record.truth("readOnly"));
        text("ct.requestid", "Request ID", "The id of the request.", "requestID");
        text("ct.eventtype", "Event Type", "The type of the event.", "eventType");
        text("ct.apiversion", "API Version", "The version of the interface.", "apiVersion");
        own("ct.resources", "Resources", "The resources that it is about, with commas between.", record::resources);
        text("ct.recipientaccountid", "Recipient Account Id", "The account that received it.", "recipientAccountId");
        text(
                "ct.serviceeventdetails",
                "Service Event Details",
                "What a service says of its event.",
                "serviceEventDetails");
        text("ct.sharedeventid", "Shared Event ID", "The id that accounts share.", "sharedEventID");
        text("ct.vpcendpointid", "VPC Endpoint ID", "The endpoint that the request came through.", "vpcEndpointId");
        text("ct.eventcategory", "Event Category", "The category.", "eventCategory");
        text("ct.addendum.reason", "Reason", "Why something was missing.", "addendum", "reason");
        text("ct.addendum.updatedfields", "Updated Fields", "What was added later.", "addendum", "updatedFields");
        text(
                "ct.addendum.originalrequestid",
                "Original Request ID",
                "The id of the first request.",
                "addendum",
                "originalRequestID");
        text(
                "ct.addendum.originaleventid",
                "Original Event ID",
                "The id of the first event.",
                "addendum",
                "originalEventID");
        own(
                "ct.sessioncredentialfromconsole",
                "Session Credential From Console",
                "Whether it came from the console.",
                () -> record.truth("sessionCredentialFromConsole"));
        text("ct.edgedevicedetails", "Edge Device Details", "What is known of edge devices.", "edgeDeviceDetails");
        text("ct.tlsdetails.tlsversion", "TLS Version", "The version of TLS.", "tlsDetails", "tlsVersion");
        text("ct.tlsdetails.ciphersuite", "TLS Cipher Suite", "The cipher.", "tlsDetails", "cipherSuite");
        text(
                "ct.tlsdetails.clientprovidedhostheader",
                "Client Provided Host Header",
                "The host that the client named.",
                "tlsDetails",
                "clientProvidedHostHeader");
        whole("ct.additionaleventdata", "Additional Event Data", "All further data.", "additionalEventData");
    }

    private void services() {
        own("s3.uri", "Key URI", "The address s3://bucket/key.", record::uri);
        text("s3.bucket", "Bucket Name", "The bucket.", "requestParameters", "bucketName");
        text("s3.key", "Key Name", "The key.", "requestParameters", "key");
        number("s3.bytes", "Total Bytes", "The bytes that went in and out.", false, () -> record.bytes(true, true));
        number("s3.bytes.in", "Bytes In", "The bytes that went in.", true, () -> record.bytes(true, false));
        number("s3.bytes.out", "Bytes Out", "The bytes that went out.", true, () -> record.bytes(false, true));
        number("s3.cnt.get", "N Get Ops", "1 for GetObject.", true, () -> record.is("GetObject") ? 1 : -1);
        number("s3.cnt.put", "N Put Ops", "1 for PutObject.", true, () -> record.is("PutObject") ? 1 : -1);
        number(
                "s3.cnt.other",
                "N Other Ops",
                "1 for everything but GetObject and PutObject.",
                true,
                () -> record.is("GetObject") || record.is("PutObject") ? -1 : 1);
        own("ec2.name", "Instance Name", "The name of the instance, from its tags.", record::instanceName);
        own("ec2.imageid", "Image Id", "Outdated: the first of ec2.imageids.", () -> record.image(0));
        add(PluginField.field("ec2.imageids", "The images of the instances.")
                .display("Image Ids")
                .list()
                .index()
                .bound(FieldType.STRING, this::images));
        text("ecr.repository", "ECR Repository name", "The repository.", "requestParameters", "repositoryName");
        text("ecr.imagetag", "Image Tag", "The tag of the image.", "requestParameters", "imageTag");
        text("iam.role", "IAM Role", "The role.", "requestParameters", "roleName");
        text("iam.policy", "IAM Policy", "The policy.", "requestParameters", "policyName");
    }

    private FieldReader images(FieldRequest request) {
        return (event, out) -> json.look(event)
                && (request.index().isPresent()
                        ? give(record.image(request.index().getAsLong()), out)
                        : record.images(out));
    }

    private void add(PluginField field) {
        fields.add(field);
    }

    /** A text; a value that is none counts as an empty text, as in the published plugin. */
    private FieldReader at(String... keys) {
        return (event, out) -> {
            int value = json.look(event) ? json.get(json.root(), keys) : JsonPayload.NONE;
            return value != JsonPayload.NONE && (json.isText(value) ? json.write(value, out) : out.text(""));
        };
    }

    private void text(String name, String display, String description, String... keys) {
        add(PluginField.field(name, description).display(display).text(at(keys)));
    }

    private void parameter(String name, String display, String key) {
        text("ct.request." + name, display, "Of the request: " + key + ".", "requestParameters", key);
    }

    private void whole(String name, String display, String description, String key) {
        add(PluginField.field(name, description).display(display).text((event, out) -> {
            int value = json.look(event) ? json.get(json.root(), key) : JsonPayload.NONE;
            return value != JsonPayload.NONE && out.bytes(json.json(value));
        }));
    }

    private void own(String name, String display, String description, Text text) {
        add(PluginField.field(name, description)
                .display(display)
                .text((event, out) -> json.look(event) && give(text.read(), out)));
    }

    private static boolean give(Optional<String> text, ValueOut out) {
        return text.isPresent() && out.text(text.get());
    }

    private void number(String name, String display, String description, boolean hidden, Number number) {
        PluginField.Builder field = PluginField.field(name, description).display(display);
        add((hidden ? field.hidden() : field).number((event, out) -> {
            long value = json.look(event) ? number.read() : -1;
            return value >= 0 && out.number(value);
        }));
    }
}
