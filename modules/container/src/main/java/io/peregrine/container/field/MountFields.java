package io.peregrine.container.field;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.peregrine.container.AwaitedContainer;
import io.peregrine.container.Subject;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.Mount;
import io.peregrine.event.ByteString;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldException;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of mounts, each chosen by its position or by a key: a regular expression that is searched anywhere in the path where it comes from, for {@code
 * container.mount.source} in that where it is seen, as in Falco. The first that fits counts.
 */
final class MountFields {
    private final MetadataReading reading;

    MountFields(Subject subject) {
        this.reading = new MetadataReading(subject);
    }

    List<Field> all() {
        List<Field> fields = new ArrayList<>();
        fields.add(reading.text(
                "container.mounts",
                "All mounts as SOURCE:TARGET:MODE:WRITABLE:PROPAGATION, joined by commas.",
                container -> container.mounts().text()));
        fields.add(chosen("", "A mount", Mount::source, Mount::text));
        fields.add(chosen(".source", "Where a mount comes from", Mount::destination, Mount::source));
        fields.add(chosen(".dest", "Where a mount is seen", Mount::source, Mount::destination));
        fields.add(chosen(".mode", "The mode of a mount", Mount::source, Mount::mode));
        fields.add(chosen(
                ".rdwr",
                "Whether a mount can be written to, true or false",
                Mount::source,
                mount -> Boolean.toString(mount.writable())));
        fields.add(chosen(".propagation", "How mounts below a mount travel", Mount::source, Mount::propagation));
        return fields;
    }

    private Field chosen(String name, String what, Function<Mount, String> searched, Function<Mount, String> shown) {
        return reading.by(
                ArgumentForm.INDEX_OR_KEY,
                "container.mount" + name,
                what + ", by position or by a pattern of its path.",
                argument -> reader(argument, searched, shown));
    }

    private static AwaitedContainer.Reader reader(
            FieldArgument argument, Function<Mount, String> searched, Function<Mount, String> shown) {
        if (argument instanceof FieldArgument.Index index) {
            return (container, out) -> {
                List<Mount> mounts = container.mounts().list();
                return index.index() >= 0
                        && index.index() < mounts.size()
                        && out.set(ByteString.of(shown.apply(mounts.get(index.index()))));
            };
        }
        Answers answers = new Answers(pattern(ContainerFields.key(argument)), searched, shown);
        return (container, out) -> {
            Answer answer = answers.of(container);
            return answer.found() && out.set(answer.text());
        };
    }

    private static Predicate<String> pattern(String key) {
        try {
            Pattern pattern = Pattern.compile(key, Pattern.MULTILINE);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new FieldException(
                    "The argument '" + key + "' of a field of mounts is no regular expression: " + e.getDescription());
        }
    }

    /** What the mounts of a container answer. */
    private record Answer(Container container, boolean found, ByteString text) {}

    /** Remembers the latest answer: the mounts of a container do not change, and events of one come in rows. Any thread may ask. */
    private static final class Answers {
        private final Predicate<String> pattern;
        private final Function<Mount, String> searched;
        private final Function<Mount, String> shown;
        private Answer latest = new Answer(Container.NONE, false, ByteString.EMPTY);

        Answers(Predicate<String> pattern, Function<Mount, String> searched, Function<Mount, String> shown) {
            this.pattern = pattern;
            this.searched = searched;
            this.shown = shown;
        }

        Answer of(Container container) {
            Answer known = latest;
            if (known.container() != container) {
                known = container.mounts().list().stream()
                        .filter(mount -> pattern.test(searched.apply(mount)))
                        .findFirst()
                        .map(mount -> new Answer(container, true, ByteString.of(shown.apply(mount))))
                        .orElseGet(() -> new Answer(container, false, ByteString.EMPTY));
                latest = known;
            }
            return known;
        }
    }
}
