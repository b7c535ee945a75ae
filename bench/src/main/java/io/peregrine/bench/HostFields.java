package io.peregrine.bench;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.fields.Binding;
import io.peregrine.fields.Value;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of containers that public rules name, as they are on a host without containers, so that rules load in the bench. */
final class HostFields {
    private static final ByteString HOST = ByteString.of("host");

    private HostFields() {}

    static FieldClass all() {
        List<Field> fields = new ArrayList<>();
        BytesExtractor host = (context, out) -> out.set(HOST);
        BytesExtractor nothing = (context, out) -> false;
        fields.add(field("container.id", "The container.").text(host));
        fields.add(field("container.name", "The container's name.").text(host));
        for (String name : List.of(
                "container.image.repository",
                "container.image.tag",
                "container.image.digest",
                "container.image",
                "container.type",
                "k8s.pod.name",
                "k8s.ns.name",
                "container.mounts")) {
            fields.add(field(name, "Has no value on a host.").text(nothing));
        }
        fields.add(field("container.start_ts", "Has no value on a host.")
                .number(ParamType.ABSTIME, PrintFormat.DEC, (context, out) -> false));
        fields.add(field("container.mount.dest", "Has no value on a host.")
                .takes(ArgumentForm.INDEX_OR_KEY)
                .bound(ParamType.CHARBUF, PrintFormat.NA, argument -> Binding.same(Value.text(nothing))));
        for (String name : List.of(
                "container.privileged",
                "proc.is_container_healthcheck",
                "proc.is_container_liveness_probe",
                "proc.is_container_readiness_probe")) {
            fields.add(field(name, "False on a host.").flag((context, out) -> out.set(false)));
        }
        return new FieldClass("container", "", "Containers.", Set.of(), fields);
    }
}
