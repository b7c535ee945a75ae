package io.peregrine.app.command;

import io.peregrine.app.ReportedVersions;
import io.peregrine.alert.JsonText;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.server.web.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a request for help needs, as one JSON object: versions, system, command line, configuration and rules as they are. */
final class SupportReport {
    private SupportReport() {}

    static String of(LoadedConfiguration configuration, List<String> arguments, List<SourceText> rules) {
        StringBuilder out = new StringBuilder("{\"version\":");
        JsonText.appendString(out, Versions.FALCO);
        out.append(",\"peregrine_version\":");
        JsonText.appendString(out, ReportedVersions.PEREGRINE);
        out.append(",\"engine_info\":")
                .append(ReportedVersions.of(configuration.values()).json());
        out.append(",\"system_info\":{\"sysname\":");
        JsonText.appendString(out, System.getProperty("os.name"));
        out.append(",\"nodename\":");
        JsonText.appendString(out, read("/proc/sys/kernel/hostname"));
        out.append(",\"version\":");
        JsonText.appendString(out, read("/proc/sys/kernel/version"));
        out.append(",\"release\":");
        JsonText.appendString(out, System.getProperty("os.version"));
        out.append(",\"machine\":");
        JsonText.appendString(out, machine());
        out.append(",\"java\":");
        JsonText.appendString(out, System.getProperty("java.vm.version"));
        out.append("},\"cmdline\":");
        JsonText.appendString(out, String.join(" ", arguments));
        out.append(",\"config\":").append(configuration.json()).append(",\"rules_files\":[");
        String separator = "";
        for (SourceText file : rules) {
            out.append(separator).append("{\"name\":");
            JsonText.appendString(out, file.name());
            out.append(",\"variants\":[{\"content\":");
            JsonText.appendString(out, file.content());
            out.append("}]}");
            separator = ",";
        }
        return out.append("]}").toString();
    }

    private static String machine() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x86_64" : machine;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
