package io.peregrine.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.PluginEventText;
import io.peregrine.fields.list.FieldList;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.field.FieldResolver;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.schema.listing.ListFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The declarations as a whole, and the lists made from them. */
class CatalogTest {
    private static final Catalog CATALOG = BuiltinFields.syscall(FieldSettings.DEFAULT);

    @Test
    void everyListedFieldOfTheReferenceIsThereWithItsTypeAndListness() throws IOException {
        for (String line : table()) {
            String[] columns = line.split("\t", -1);
            FieldInfo field = CATALOG.find(columns[0]).orElseThrow(() -> new AssertionError("no " + columns[0]));
            assertThat(field.type().label()).as(columns[0]).isEqualTo(columns[1]);
            assertThat(field.list()).as(columns[0]).isEqualTo(columns[2].equals("list"));
        }
    }

    @Test
    void theListHasTheNamesOfTheReference() throws IOException {
        List<String> names = table().stream().map(line -> line.split("\t")[0]).toList();
        String printed = new FieldList(Map.of("syscall", CATALOG)).names(ListFormat.TEXT);
        assertThat(printed.lines()).containsAll(names).doesNotHaveDuplicates();
    }

    private static List<String> table() throws IOException {
        try (InputStream stream = CatalogTest.class.getResourceAsStream("fields.tsv")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).filter(line -> !line.isEmpty()).toList();
        }
    }

    @Test
    void deprecatedFieldsStayUsableAndUnlisted() {
        for (String name : List.of("evt.dir", "evt.latency", "evt.wait_latency")) {
            assertThat(CATALOG.find(name)).isPresent();
        }
        assertThat(new FieldList(Map.of("syscall", CATALOG)).names(ListFormat.TEXT))
                .doesNotContain("evt.dir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc.aname[2]",
                "proc.env[HOME]",
                "evt.arg[0]",
                "fd.types[0]",
                "evt.arg.name",
                "evt.rawarg.res",
                "thread.cgroup.cpu",
                "evt.type.is.open",
                "evt.abspath.dst",
                "proc.aenv",
                "evt.around[1404996934793590564]"
            })
    void referencesBind(String text) {
        int bracket = text.indexOf('[');
        String name = bracket < 0 ? text : text.substring(0, bracket);
        Optional<String> argument =
                bracket < 0 ? Optional.empty() : Optional.of(text.substring(bracket + 1, text.length() - 1));
        FieldResolver.Resolution resolution = new FieldResolver(CATALOG).resolve(name, argument);
        assertThat(resolution).isInstanceOf(FieldResolver.Found.class);
        assertThat(CATALOG.bind(((FieldResolver.Found) resolution).reference())).isNotNull();
    }

    @Test
    void textIsWrappedInTwoColumns() {
        String text = new FieldList(Map.of("syscall", CATALOG)).render(ListFormat.TEXT, true);
        assertThat(text.lines()).allMatch(line -> line.length() <= 122);
        assertThat(text).contains("Field Class:                  evt (All event types)\n");
        assertThat(text).contains("\nEvent Sources:                syscall \n");
        assertThat(text)
                .contains(
                        "\nfd.types                      (Type: CHARBUF) (ARG_ALLOWED,ARG_INDEX,EPF_IS_LIST,EPF_NO_RHS) ");
        assertThat(text).contains("\nproc.exe_ino.ctime_duration_proc_start\n" + " ".repeat(30));
    }

    @Test
    void aClassOfSeveralSourcesIsListedOnce() {
        Catalog plugin = BuiltinFields.plugin(FieldSettings.DEFAULT, "audit", PluginEventText.NONE, List.of());
        String markdown = new FieldList(new TreeMap<>(Map.of("syscall", CATALOG, "audit", plugin)))
                .render(ListFormat.MARKDOWN, false);
        assertThat(markdown).contains("Event Sources: audit syscall \n").containsOnlyOnce("`evt.num` |");
        assertThat(markdown).contains("`fd.types` | LIST(CHARBUF) | ");
    }

    @Test
    void jsonTellsArguments() {
        Field labelled = FieldBuilder.field("container.label", "A label by name.")
                .takes(ArgumentForm.KEY)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.NA,
                        argument -> Binding.same(Value.text((context, out) -> false)));
        FieldClass further = new FieldClass("container", "", "Labels.", Set.of("syscall"), List.of(labelled));
        Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT, List.of(further));
        String json = new FieldList(Map.of("syscall", catalog)).render(ListFormat.JSON, false);
        assertThat(json)
                .contains("\"name\": \"container.label\"")
                .contains("\"required\": true")
                .contains("\"argument\": null");
        String[] unbalanced = json.replaceAll("\"([^\"\\\\]|\\\\.)*\"", "")
                .replaceAll("[^\\[\\]{}]", "")
                .split("");
        assertThat(Arrays.stream(unbalanced).filter(c -> c.equals("{")).count())
                .isEqualTo(Arrays.stream(unbalanced).filter(c -> c.equals("}")).count());
    }

    @Test
    void descriptionsAreSentences() {
        for (FieldInfo field : CATALOG.fields()) {
            assertThat(field.description()).as(field.name()).endsWith(".").doesNotContain("  ");
        }
    }
}
