package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.ValueOut;
import io.peregrine.plugin.json.JsonPayload;
import io.peregrine.plugins.k8saudit.AuditReading.Giving;
import java.util.ArrayList;
import java.util.List;

/** The fields of a list of containers in a pod that a request is about; the lists of usual, init and ephemeral containers have the same ones. */
final class ContainerListFields {
    private static final String[] SPEC = {"requestObject", "spec"};

    private final AuditReading reading;
    private final String list;
    private final String what;
    private final List<PluginField> fields = new ArrayList<>();

    /**
     * The fields of one list.
     *
     * @param list the key of the list in the pod's specification
     * @param what what the list holds, for descriptions
     */
    ContainerListFields(AuditReading reading, String list, String what) {
        this.reading = reading;
        this.list = list;
        this.what = what;
    }

    /** The fields; ephemeral containers have no ports. */
    List<PluginField> all(boolean ports) {
        add("args", "the arguments, those of a container in one text", AuditReading::joined, "args");
        add("command", "the commands, that of a container in one text", AuditReading::joined, "command");
        add("name", "the names", AuditReading::complete, "name");
        add("image", "the images", AuditReading::complete, "image");
        add("image.repository", "the images without tag and digest", ContainerListFields::repositories, "image");
        if (ports) {
            add(
                    "host_port",
                    "the ports on the host; where none is named, those of the container",
                    ContainerListFields::ports,
                    "ports");
        }
        add("privileged", "the flags privileged", AuditReading::present, "securityContext", "privileged");
        add(
                "allow_privilege_escalation",
                "the flags allowPrivilegeEscalation",
                AuditReading::present,
                "securityContext",
                "allowPrivilegeEscalation");
        add(
                "read_only_fs",
                "the flags readOnlyRootFilesystem",
                AuditReading::present,
                "securityContext",
                "readOnlyRootFilesystem");
        add("run_as_user", "the users that are asked for", AuditReading::present, "securityContext", "runAsUser");
        effective("eff_run_as_user", "the user of each: its own, else the pod's, else 0", "runAsUser");
        add("run_as_group", "the groups that are asked for", AuditReading::present, "securityContext", "runAsGroup");
        effective("eff_run_as_group", "the group of each: its own, else the pod's, else 0", "runAsGroup");
        add("proc_mount", "the kinds of procMount", AuditReading::present, "securityContext", "procMount");
        add(
                "add_capabilities",
                "the capabilities that are added",
                AuditReading::present,
                "securityContext",
                "capabilities",
                "add");
        return fields;
    }

    private void add(String name, String description, Giving giving, String... keys) {
        String[] path = path(keys);
        fields.add(field(name, description).bound(FieldType.STRING, request -> reading.path(request, giving, path)));
    }

    /** The published plugin looks for the key beside, not in, the security context, and rules are written for its answers. */
    private void effective(String name, String description, String key) {
        String[] path = path(key);
        Giving giving = (json, found, out) -> {
            int pod = json.get(json.root(), SPEC[0], SPEC[1], key);
            for (int i = 0; i < found.size(); i++) {
                int own = found.get(i);
                if (!json.write(own == JsonPayload.NONE ? pod : own, out)) {
                    out.text("0");
                }
            }
            return found.size() > 0;
        };
        fields.add(field(name, description).bound(FieldType.STRING, request -> reading.path(request, giving, path)));
    }

    private PluginField.Builder field(String name, String description) {
        return PluginField.field(
                        "ka.req.pod." + list + "." + name,
                        "Of the " + what + " of a pod that the request is about: " + description + ".")
                .list()
                .index();
    }

    private String[] path(String... keys) {
        String[] path = new String[SPEC.length + 1 + keys.length];
        path[0] = SPEC[0];
        path[1] = SPEC[1];
        path[2] = list;
        System.arraycopy(keys, 0, path, 3, keys.length);
        return path;
    }

    /** An image without its tag and digest. */
    static String repository(String image) {
        int colon = image.indexOf(':');
        String name = colon < 0 ? image : image.substring(0, colon);
        int digest = name.indexOf('@');
        return digest < 0 ? name : name.substring(0, digest);
    }

    private static boolean repositories(JsonPayload json, Found found, ValueOut out) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) == JsonPayload.NONE) {
                return false;
            }
            out.text(repository(json.string(found.get(i))));
        }
        return found.size() > 0;
    }

    private static boolean ports(JsonPayload json, Found found, ValueOut out) {
        boolean any = false;
        for (int i = 0; i < found.size(); i++) {
            int array = found.get(i);
            if (array != JsonPayload.NONE && !json.isArray(array)) {
                return false;
            }
            for (int port = json.first(array); port != JsonPayload.NONE; port = json.following(array, port)) {
                int host = json.get(port, "hostPort");
                any |= json.write(host == JsonPayload.NONE ? json.get(port, "containerPort") : host, out);
            }
        }
        return any;
    }
}
