package io.peregrine.app.command;

import io.peregrine.alert.JsonText;
import io.peregrine.app.ReportedVersions;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.diagnostics.SourceText;
import java.util.List;

/** What a request for help needs, as one JSON object: versions, system, command line, configuration and rules as they are. */
final class SupportReport {
    private SupportReport() {}

    static String of(LoadedConfiguration configuration, List<String> arguments, List<SourceText> rules) {
        StringBuilder out = new StringBuilder("{\"version\":");
        JsonText.appendString(out, ReportedVersions.PEREGRINE);
        out.append(",\"engine_info\":")
                .append(ReportedVersions.of(configuration.values()).json());
        out.append(",\"system_info\":{\"sysname\":");
        JsonText.appendString(out, System.getProperty("os.name"));
        out.append(",\"release\":");
        JsonText.appendString(out, System.getProperty("os.version"));
        out.append(",\"machine\":");
        JsonText.appendString(out, System.getProperty("os.arch"));
        out.append(",\"java\":");
        JsonText.appendString(out, System.getProperty("java.vm.version"));
        out.append("},\"cmdline\":");
        JsonText.appendString(out, String.join(" ", arguments));
        out.append(",\"config\":").append(configuration.json()).append(",\"rules_files\":[");
        String separator = "";
        for (SourceText file : rules) {
            out.append(separator).append("{\"name\":");
            JsonText.appendString(out, file.name());
            out.append(",\"content\":");
            JsonText.appendString(out, file.content());
            out.append('}');
            separator = ",";
        }
        return out.append("]}").toString();
    }
}
