package io.peregrine.app.command;

import io.peregrine.alert.JsonText;
import io.peregrine.app.ReportedVersions;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.server.web.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What a request for help needs, as one JSON object: versions, system, command line, configuration and rules as they are. */
final class SupportReport {
    private SupportReport() {}

    static String of(
            LoadedConfiguration configuration, LoadedPlugins plugins, List<String> arguments, List<SourceText> rules) {
        return JsonText.write(json -> {
            json.writeStartObject();
            JsonText.writeMember(json, "version", Versions.FALCO);
            JsonText.writeMember(json, "peregrine_version", ReportedVersions.PEREGRINE);
            json.writeName("engine_info");
            json.writeRawValue(
                    ReportedVersions.of(configuration.values(), plugins).json());
            json.writeObjectPropertyStart("system_info");
            JsonText.writeMember(json, "sysname", System.getProperty("os.name"));
            JsonText.writeMember(json, "nodename", read("/proc/sys/kernel/hostname"));
            JsonText.writeMember(json, "version", read("/proc/sys/kernel/version"));
            JsonText.writeMember(json, "release", System.getProperty("os.version"));
            JsonText.writeMember(json, "machine", machine());
            JsonText.writeMember(json, "java", System.getProperty("java.vm.version"));
            json.writeEndObject();
            JsonText.writeMember(json, "cmdline", String.join(" ", arguments));
            json.writeName("config");
            json.writeRawValue(configuration.json());
            json.writeArrayPropertyStart("rules_files");
            rules.forEach(file -> write(json, file));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, SourceText file) {
        json.writeStartObject();
        JsonText.writeMember(json, "name", file.name());
        json.writeArrayPropertyStart("variants");
        json.writeStartObject();
        JsonText.writeMember(json, "content", file.content());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
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
