package io.peregrine.authoring.ruletest;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How tests ended, for machines: {@code {"files":[{"file","tests":[{"test","passed","failures","raised","ms"}]}],"passed","failed","unreached","empty"}}. */
public final class TestReportJson {
    private TestReportJson() {}

    /**
     * The report.
     *
     * @param unreached what no test reached; nothing where coverage was not asked for
     * @param empty the fields that outputs show without any value, by the rule
     */
    public static String of(List<TestedFile> files, List<Coverage.Branch> unreached, Map<String, List<String>> empty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("files");
            files.forEach(file -> file(json, file));
            json.writeEndArray();
            long failed = files.stream().mapToLong(TestedFile::failed).sum();
            json.writeNumberProperty(
                    "passed",
                    files.stream().mapToLong(file -> file.results().size()).sum() - failed);
            json.writeNumberProperty("failed", failed);
            json.writeArrayPropertyStart("unreached");
            for (Coverage.Branch branch : unreached) {
                json.writeStartObject();
                json.writeStringProperty("rule", branch.rule());
                json.writeStringProperty("alternative", branch.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("empty");
            empty.forEach((rule, fields) -> {
                json.writeStartObject();
                json.writeStringProperty("rule", rule);
                texts(json, "fields", fields);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void file(JsonGenerator json, TestedFile file) {
        json.writeStartObject();
        json.writeStringProperty("file", file.name());
        json.writeArrayPropertyStart("tests");
        for (TestResult result : file.results()) {
            json.writeStartObject();
            json.writeStringProperty("test", result.test().name());
            json.writeBooleanProperty("passed", result.passed());
            texts(json, "failures", result.failures());
            texts(json, "raised", result.raised());
            json.writeNumberProperty("ms", result.took().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
