package io.peregrine.container.field;

import static io.peregrine.filter.field.FieldFlag.SUGGESTED_OUTPUT;

import io.peregrine.container.Subject;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.Labels;
import io.peregrine.event.Compatibility;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of pods, from the labels that the runtime keeps of them. What a container does not say itself its sandbox may: as in Falco the sandbox of a container without a
 * pod is the host.
 */
final class PodFields {
    private static final String POD_NAME = "io.kubernetes.pod.name";
    private static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
    private static final String POD_UID = "io.kubernetes.pod.uid";

    private final Subject subject;
    private final MetadataReading reading;
    private final Compatibility compatibility;

    PodFields(Subject subject, Compatibility compatibility) {
        this.compatibility = compatibility;
        this.subject = subject;
        this.reading = new MetadataReading(subject);
    }

    List<Field> all() {
        List<Field> fields = new ArrayList<>();
        fields.addAll(names());
        fields.addAll(sandbox());
        fields.addAll(withoutValue());
        return fields;
    }

    private List<Field> names() {
        return List.of(
                label("k8s.pod.name", "The name of the pod.", POD_NAME, SUGGESTED_OUTPUT),
                label("k8s.ns.name", "The namespace of the pod.", POD_NAMESPACE, SUGGESTED_OUTPUT),
                label("k8s.pod.id", "The uid of the pod; the same as k8s.pod.uid.", POD_UID),
                label("k8s.pod.uid", "The uid of the pod.", POD_UID),
                reading.text(
                        "k8s.pod.sandbox_id",
                        "The first 12 letters of the id of the pod's sandbox.",
                        container -> container.pod().shownSandboxId()),
                reading.text(
                        "k8s.pod.full_sandbox_id",
                        "The full id of the pod's sandbox.",
                        container -> container.pod().sandboxId()));
    }

    private Field label(String name, String description, String label, FieldFlag... flags) {
        return reading.read(
                name,
                description,
                (container, out) -> container.labels().has(label)
                        && out.set(container.labels().get(label)),
                flags);
    }

    private List<Field> sandbox() {
        return List.of(
                podLabel(),
                reading.among(
                        "k8s.pod.labels",
                        "All labels of the pod as NAME:VALUE, joined by commas.",
                        (context, container, out) ->
                                out.set(podLabels(context, container).text()),
                        (container, out) -> out.set(container.pod().labels().text())),
                reading.among("k8s.pod.ip", "The address of the pod.", this::address, (container, out) -> {
                    boolean ofPod = !container.pod().sandboxId().isEmpty();
                    return ofPod && out.set(container.network().ip());
                }),
                reading.among(
                        "k8s.pod.cni.json",
                        "What the network plugin said of the pod, as JSON.",
                        (context, container, out) -> {
                            boolean own = !container.network().cniJson().isEmpty();
                            Container from = own ? container : sandboxOf(context, container);
                            return !from.isNone() && out.set(from.network().cniJson());
                        },
                        (container, out) -> out.set(container.network().cniJson())));
    }

    private Field podLabel() {
        return reading.by(ArgumentForm.KEY, "k8s.pod.label", "A label of the pod by name.", argument -> {
            String name = ContainerFields.key(argument);
            return (container, out) -> {
                Labels own = container.pod().labels();
                return own.has(name) && out.set(own.get(name));
            };
        });
    }

    /** The pod's address: that of its containers; in Falco that of its sandbox, which it seldom knows. */
    private boolean address(EventContext context, Container container, Slot out) {
        boolean ofPod = !compatibility.isExact() && !container.pod().sandboxId().isEmpty();
        Container from = ofPod || !container.network().cniJson().isEmpty() ? container : sandboxOf(context, container);
        return !from.isNone() && out.set(from.network().ip());
    }

    private Labels podLabels(EventContext context, Container container) {
        Container sandbox = sandboxOf(context, container);
        boolean own = sandbox.isNone() || sandbox.pod().labels().isEmpty();
        return own ? container.pod().labels() : sandbox.pod().labels();
    }

    private Container sandboxOf(EventContext context, Container container) {
        return container.isNone()
                ? Container.NONE
                : subject.find(context, container.pod().shownSandboxId());
    }

    /** Fields that old rules name. */
    private List<Field> withoutValue() {
        List<Field> fields = new ArrayList<>();
        for (String object : List.of("rc", "svc", "ns", "rs", "deployment")) {
            String prefix = "k8s." + object;
            if (!object.equals("ns")) {
                fields.add(absent(prefix + ".name"));
            }
            fields.add(absent(prefix + ".id"));
            fields.add(reading.by(
                    ArgumentForm.KEY,
                    prefix + ".label",
                    "Has no value any more.",
                    argument -> (container, out) -> false,
                    FieldFlag.DEPRECATED));
            fields.add(absent(prefix + ".labels"));
        }
        return fields;
    }

    private static Field absent(String name) {
        return MetadataReading.own(name, "Has no value any more.", (context, out) -> false, FieldFlag.DEPRECATED);
    }
}
