package io.peregrine.engine.naive;

import io.peregrine.event.render.BufferFormat;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ListExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes conditions that could be true: random operators and structure over values that fields really had. */
public final class RandomConditions {
    private static final int MANY_SAMPLES = 12;
    private static final int LONGEST = 60;
    /** Reading this field gives the event another descriptor for what is read afterwards, as in Falco, so that the order counts. */
    private static final String CHANGES_THE_DESCRIPTOR = "evt.abspath";

    private final Random random;
    private final int samples;
    private final Map<String, Sampled> fields = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    private record Sampled(FieldInfo info, Value value, List<String> texts) {}

    /** A generator over the fields that can be named without argument, and some with one. */
    public RandomConditions(Catalog catalog, long seed) {
        this(catalog, seed, name -> !name.startsWith(CHANGES_THE_DESCRIPTOR), MANY_SAMPLES);
    }

    /** A generator over some of these fields and so many values of each: with few, conditions have much to do with each other. */
    public RandomConditions(Catalog catalog, long seed, Predicate<String> wanted, int samples) {
        this.random = new Random(seed);
        this.samples = samples;
        for (FieldInfo info : catalog.fields()) {
            if (!wanted.test(info.name())) {
                continue;
            }
            if (!info.argumentRequired()
                    && !info.has(FieldFlag.DEPRECATED)
                    && !info.name().equals("evt.around")) {
                put(info.name(), info, catalog, new FieldArgument.None());
            }
            if (info.argument() == ArgumentForm.INDEX) {
                put(info.name() + "[1]", info, catalog, new FieldArgument.Index(1));
            }
        }
    }

    private void put(String name, FieldInfo info, Catalog catalog, FieldArgument argument) {
        Value value = catalog.field(info.name()).orElseThrow().bind(argument).condition();
        boolean readable = value.extractor() instanceof NumberExtractor
                || value.extractor() instanceof BytesExtractor
                || value.extractor() instanceof ListExtractor
                || value.extractor() instanceof AnyExtractor;
        if (readable && ValueKind.of(info.type()) != ValueKind.OPAQUE) {
            fields.put(name, new Sampled(info, value, new ArrayList<>()));
            names.add(name);
        }
    }

    /** Notes values of this event. */
    public void sample(EventContext event) {
        for (Sampled field : fields.values()) {
            if (field.texts.size() < samples || random.nextInt(200) == 0) {
                for (String text : texts(field.value, event)) {
                    keep(field.texts, text);
                }
            }
        }
    }

    private void keep(List<String> texts, String text) {
        if (texts.contains(text)) {
            return;
        }
        if (texts.size() < samples) {
            texts.add(text);
        } else {
            texts.set(random.nextInt(samples), text);
        }
    }

    private static List<String> texts(Value value, EventContext event) {
        SlotList slots = new SlotList();
        boolean present = switch (value.extractor()) {
            case NumberExtractor number -> number.extract(event, slots.add());
            case BytesExtractor bytes -> bytes.extract(event, slots.add());
            case ListExtractor list -> list.extract(event, slots);
            case AnyExtractor any -> any.extract(event, slots);
            default -> false;
        };
        List<String> texts = new ArrayList<>();
        for (int i = 0; present && i < slots.size(); i++) {
            texts.add(text(value, slots.get(i)));
        }
        return texts;
    }

    private static String text(Value value, Slot slot) {
        switch (ValueKind.of(value.type())) {
            case SIGNED -> {
                return Long.toString(slot.number());
            }
            case UNSIGNED -> {
                return Long.toUnsignedString(slot.number());
            }
            default -> {
                TextBuffer out = new TextBuffer();
                Value plain = ValueKind.of(value.type()) == ValueKind.NETWORK
                        ? Value.of(io.peregrine.schema.ParamType.IPADDR, value.format(), value.extractor())
                        : value;
                new ValueText(BufferFormat.DOTS).append(out, plain, slot);
                return out.copy().toString();
            }
        }
    }

    /** A condition; the checker may refuse it. */
    public String next() {
        return condition(random.nextInt(3));
    }

    /** A condition over one field or two. */
    public String related() {
        List<String> all = List.copyOf(names);
        names.retainAll(random.nextInt(3) == 0 ? List.of(pick(all), pick(all)) : List.of(pick(all)));
        String condition = random.nextInt(3) == 0 ? condition(2) : condition(0) + " and " + condition(0);
        names.clear();
        names.addAll(all);
        return condition;
    }

    private String condition(int depth) {
        if (depth == 0) {
            return (random.nextInt(4) == 0 ? "not " : "") + comparison();
        }
        String word = random.nextBoolean() ? " and " : " or ";
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            parts.add(condition(depth - 1));
        }
        return (random.nextInt(5) == 0 ? "not " : "") + "(" + String.join(word, parts) + ")";
    }

    private String comparison() {
        String name = pick(names);
        Sampled field = fields.get(name);
        if (field.info.list()) {
            return name + (random.nextBoolean() ? " in " : " intersects ") + list(field);
        }
        return switch (ValueKind.of(field.info.type())) {
            case SIGNED, UNSIGNED, DOUBLE -> numeric(name, field);
            case BOOL -> name + pick(List.of(" = ", " != ")) + pick(List.of("true", "false"));
            case TEXT -> textual(name, field);
            case BUFFER ->
                name + pick(List.of(" contains ", " startswith ", " = ", " endswith ")) + quoted(piece(word(field)));
            case ADDRESS ->
                random.nextBoolean()
                        ? name + " in " + list(field)
                        : name + pick(List.of(" = ", " != ")) + quoted(word(field));
            case NETWORK ->
                name
                        + pick(List.of(" = ", " != "))
                        + quoted(word(field) + (word(field).contains(":") ? "/64" : "/24"));
            case OPAQUE -> name + " exists";
        };
    }

    private String numeric(String name, Sampled field) {
        return switch (random.nextInt(5)) {
            case 0 -> name + " exists";
            case 1 -> name + " in " + list(field);
            case 2 -> name + " = val(" + name + ")";
            default -> name + pick(List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")) + word(field);
        };
    }

    private String textual(String name, Sampled field) {
        String word = word(field);
        String left = pick(
                List.of(name, name, name, "tolower(" + name + ")", "toupper(" + name + ")", "basename(" + name + ")"));
        return switch (random.nextInt(12)) {
            case 0 -> name + " exists";
            case 1 -> left + " in " + list(field);
            case 2 -> left + " pmatch " + list(field);
            case 3 -> left + " glob " + quoted(pattern(word));
            case 4 -> left + " iglob " + quoted(pattern(word).toUpperCase(java.util.Locale.ROOT));
            case 5 -> left + " regex " + quoted(piece(word).replaceAll("[^a-z0-9/]", ".") + ".*");
            case 6 -> "len(" + name + ") " + pick(List.of("=", "<", ">")) + " " + word.length();
            case 7 -> left + " = val(" + pick(names) + ")";
            case 8 -> "concat(" + name + ", \"-\", " + pick(names) + ") contains " + quoted(piece(word));
            case 9 ->
                left
                        + pick(List.of(" = ", " contains ", " != ", " startswith "))
                        + pick(List.of("oneof ", "anyof ", "allof "))
                        + list(field);
            default ->
                left
                        + pick(List.of(" = ", " != ", " contains ", " icontains ", " startswith ", " endswith "))
                        + quoted(random.nextBoolean() ? word : piece(word));
        };
    }

    private String word(Sampled field) {
        String word = field.texts.isEmpty() ? "0" : pick(field.texts);
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }

    private String piece(String word) {
        int from = random.nextInt(word.length() + 1);
        return word.substring(from, from + random.nextInt(word.length() - from + 1));
    }

    private String pattern(String word) {
        StringBuilder pattern = new StringBuilder();
        for (char c : word.toCharArray()) {
            boolean special = "[]?*\\".indexOf(c) >= 0;
            pattern.append(special || random.nextInt(6) == 0 ? pick(List.of("?", "*")) : String.valueOf(c));
        }
        return pattern.toString();
    }

    private String list(Sampled field) {
        List<String> words = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            words.add(quoted(word(field)));
        }
        return words.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "").replace("\"", "").replaceAll("[^ -~]", "") + "\"";
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
