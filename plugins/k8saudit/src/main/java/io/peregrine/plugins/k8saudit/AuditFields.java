package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugins.k8saudit.AuditReading.Giving;
import java.util.ArrayList;
import java.util.List;

/** The fields {@code ka.*}, in the order of the published plugin's list. */
final class AuditFields {
    private final AuditReading reading = new AuditReading();
    private final RequestFields requests = new RequestFields(reading);
    private final List<PluginField> fields = new ArrayList<>();

    AuditFields() {
        caller();
        target();
        bindings();
        pods();
        roles();
        servicesAndVolumes();
        response();
        fields.addAll(new ContainerListFields(reading, "initContainers", "init containers").all(true));
        fields.addAll(new ContainerListFields(reading, "ephemeralContainers", "ephemeral containers").all(false));
    }

    List<PluginField> all() {
        return List.copyOf(fields);
    }

    private void caller() {
        text("ka.auditid", "The id of the audit event.", "auditID");
        text("ka.stage", "The stage of the request, such as RequestReceived or ResponseComplete.", "stage");
        text("ka.auth.decision", "Whether the request was allowed.", "annotations", "authorization.k8s.io/decision");
        text("ka.auth.reason", "Why the request was allowed or not.", "annotations", "authorization.k8s.io/reason");
        text(
                "ka.auth.openshift.decision",
                "Whether somebody was logged in, on OpenShift.",
                "annotations",
                "authentication.openshift.io/decision");
        text(
                "ka.validations.admission.policy.failure",
                "Why a validating admission policy refused.",
                "annotations",
                "validation.policy.admission.k8s.io/validation_failure");
        text(
                "ka.security.pod.violations",
                "What of the pod security standard the pod violates.",
                "annotations",
                "pod-security.kubernetes.io/audit-violations");
        text(
                "ka.auth.openshift.username",
                "Who was logged in, on OpenShift.",
                "annotations",
                "authentication.openshift.io/username");
        text("ka.user.name", "The user who made the request.", "user", "username");
        fields.add(PluginField.field("ka.user.groups", "The groups of the user.")
                .list()
                .text(reading.elements("user", "groups")));
        text("ka.impuser.name", "The user as whom the request was made.", "impersonatedUser", "username");
        text("ka.verb", "What was to be done.", "verb");
        text("ka.uri", "The address of the request, as it was sent.", "requestURI");
        fields.add(PluginField.field(
                        "ka.uri.param", "A parameter of the address: ka.uri.param[key] is val for /foo?key=val.")
                .key()
                .required()
                .bound(FieldType.STRING, requests::parameter));
    }

    private void target() {
        text("ka.target.name", "The name of the object.", "objectRef", "name");
        text("ka.target.namespace", "The namespace of the object.", "objectRef", "namespace");
        text("ka.target.resource", "The kind of the object.", "objectRef", "resource");
        text("ka.target.subresource", "The part of the object.", "objectRef", "subresource");
        fields.add(
                PluginField.field("ka.target.pod.name", "The name of the pod.").text(requests.podName()));
    }

    private void bindings() {
        fields.add(PluginField.field("ka.req.binding.subjects", "The subjects of a role binding.")
                .list()
                .text(reading.elements("requestObject", "subjects")));
        subjects("user_names", "The users of a role binding.", "User", false);
        subjects("serviceaccount_names", "The service accounts of a role binding.", "ServiceAccount", false);
        subjects(
                "serviceaccount_ns_names",
                "The service accounts of a role binding with their namespaces: ns:name.",
                "ServiceAccount",
                true);
        subjects("group_names", "The groups of a role binding.", "Group", false);
        text("ka.req.binding.role", "The role of a role binding.", "requestObject", "roleRef", "name");
        fields.add(PluginField.field("ka.req.binding.subject.has_name", "Outdated; always true.")
                .key()
                .required()
                .text(reading.own((json, out) -> out.text("true"))));
        text("ka.req.configmap.name", "The name of a config map.", "objectRef", "name");
        text("ka.req.configmap.obj", "The content of a config map.", "requestObject", "data");
    }

    private void pods() {
        List<PluginField> containers = new ContainerListFields(reading, "containers", "containers").all(true);
        fields.addAll(containers);
        fields.add(PluginField.field("ka.req.container.image", "Outdated: the image of the first container.")
                .text(requests.firstImage(false)));
        fields.add(PluginField.field(
                        "ka.req.container.image.repository",
                        "Outdated: the image of the first container without tag and digest.")
                .text(requests.firstImage(true)));
        text("ka.req.pod.host_ipc", "The flag hostIPC of a pod.", "requestObject", "spec", "hostIPC");
        text("ka.req.pod.host_network", "The flag hostNetwork of a pod.", "requestObject", "spec", "hostNetwork");
        text(
                "ka.req.container.host_network",
                "Outdated: the same as ka.req.pod.host_network.",
                "requestObject",
                "spec",
                "hostNetwork");
        text("ka.req.pod.host_pid", "The flag hostPID of a pod.", "requestObject", "spec", "hostPID");
        fields.add(PluginField.field(
                        "ka.req.container.privileged", "Outdated: whether a container of the pod is privileged.")
                .text(requests.anyPrivileged()));
        text("ka.req.pod.run_as_user", "The user of a pod.", "requestObject", "spec", "securityContext", "runAsUser");
        text(
                "ka.req.pod.run_as_group",
                "The group of a pod.",
                "requestObject",
                "spec",
                "securityContext",
                "runAsGroup");
        text(
                "ka.req.pod.fs_group",
                "The group of a pod's volumes.",
                "requestObject",
                "spec",
                "securityContext",
                "fsGroup");
        fields.add(PluginField.field("ka.req.pod.supplemental_groups", "Further groups of a pod.")
                .list()
                .text(reading.elements("requestObject", "spec", "securityContext", "supplementalGroups")));
    }

    private void roles() {
        fields.add(PluginField.field("ka.req.role.rules", "The rules of a role.")
                .list()
                .text(reading.elements("requestObject", "rules")));
        list(
                "ka.req.role.rules.apiGroups",
                "The API groups in the rules of a role.",
                AuditReading::flattened,
                "requestObject",
                "rules",
                "apiGroups");
        list(
                "ka.req.role.rules.nonResourceURLs",
                "The addresses in the rules of a role that are no resources.",
                AuditReading::flattened,
                "requestObject",
                "rules",
                "nonResourceURLs");
        list(
                "ka.req.role.rules.verbs",
                "The verbs in the rules of a role.",
                AuditReading::flattened,
                "requestObject",
                "rules",
                "verbs");
        list(
                "ka.req.role.rules.resources",
                "The resources in the rules of a role.",
                AuditReading::flattened,
                "requestObject",
                "rules",
                "resources");
    }

    private void servicesAndVolumes() {
        text("ka.req.service.type", "The type of a service.", "requestObject", "spec", "type");
        list(
                "ka.req.service.ports",
                "The ports of a service.",
                AuditReading::present,
                "requestObject",
                "spec",
                "ports");
        list(
                "ka.req.pod.volumes.hostpath",
                "The paths of the host that a pod mounts.",
                AuditReading::present,
                "requestObject",
                "spec",
                "volumes",
                "hostPath",
                "path");
        fields.add(PluginField.field(
                        "ka.req.volume.hostpath",
                        "Outdated: whether a pod mounts this path of the host; a path that ends in * stands for all that begin so.")
                .key()
                .required()
                .bound(FieldType.STRING, requests::mounts));
        list(
                "ka.req.pod.volumes.flexvolume_driver",
                "The drivers of a pod's flex volumes.",
                AuditReading::present,
                "requestObject",
                "spec",
                "volumes",
                "flexVolume",
                "driver");
        list(
                "ka.req.pod.volumes.volume_type",
                "The types of a pod's volumes.",
                RequestFields::volumeTypes,
                "requestObject",
                "spec",
                "volumes",
                "");
    }

    private void response() {
        text("ka.resp.name", "The name of the object in the answer.", "responseObject", "metadata", "name");
        text("ka.response.code", "The code of the answer.", "responseStatus", "code");
        text("ka.response.reason", "The reason in the answer, mostly of a failure.", "responseStatus", "reason");
        text("ka.useragent", "The client program.", "userAgent");
        list(
                "ka.sourceips",
                "The addresses of the client.",
                AuditReading::flattened,
                "requestObject",
                "rules",
                "sourceIPs");
        text("ka.cluster.name", "The name of the cluster.", "annotations", "cluster_name");
    }

    private void text(String name, String description, String... keys) {
        fields.add(PluginField.field(name, description).text(reading.at(keys)));
    }

    private void list(String name, String description, Giving giving, String... keys) {
        fields.add(PluginField.field(name, description)
                .list()
                .index()
                .bound(FieldType.STRING, request -> reading.path(request, giving, keys)));
    }

    private void subjects(String name, String description, String kind, boolean namespaced) {
        fields.add(PluginField.field("ka.req.binding.subjects." + name, description)
                .list()
                .text(requests.subjects(kind, namespaced)));
    }
}
