package io.peregrine.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of earlier releases: each becomes settings, with a warning that names them. */
final class FormerOptions {
    private static final Set<String> FIXED_OUTPUTS = Set.of("c", "container", "k", "kubernetes");

    @Option(
            names = {"-p", "--print"},
            paramLabel = "FORMAT",
            description = "Add FORMAT to every rule's output: use append_output. -pc and -pk have no effect.")
    private String print;

    @Option(names = "--markdown", description = "Use --format markdown.")
    private boolean markdown;

    @Option(names = "-A", description = "Use -o base_syscalls.all=true.")
    private boolean all;

    @Option(names = "-b", description = "Use -o buffer_format_base64=true.")
    private boolean base64;

    @Option(
            names = {"-S", "--snaplen"},
            paramLabel = "BYTES",
            description = "Use -o falco_libs.snaplen=BYTES.")
    private String snaplen;

    @Option(
            names = "--cri",
            paramLabel = "SOCKET",
            description = "Use the container plugin's init_config.engines.cri.sockets.")
    private List<String> cri = new ArrayList<>();

    @Option(names = "--disable-cri-async", description = "Has no effect: container metadata is always looked up aside.")
    private boolean disableCriAsync;

    @Option(
            names = "-e",
            paramLabel = "FILE",
            description = "Use -o engine.kind=replay -o engine.replay.capture_file=FILE.")
    private String replay;

    @Option(names = "--modern-bpf", description = "Use -o engine.kind=modern_ebpf.")
    private boolean modernBpf;

    @Option(names = "--nodriver", description = "Use -o engine.kind=nodriver.")
    private boolean noDriver;

    @Option(names = "-D", paramLabel = "TEXT", description = "Use -o 'rules[].disable.rule=*TEXT*'.")
    private List<String> disableRules = new ArrayList<>();

    @Option(names = "-T", paramLabel = "TAG", description = "Use -o rules[].disable.tag=TAG.")
    private List<String> disableTags = new ArrayList<>();

    @Option(
            names = "-t",
            paramLabel = "TAG",
            description = "Use -o 'rules[].disable.rule=*' -o rules[].enable.tag=TAG.")
    private List<String> onlyTags = new ArrayList<>();

    boolean isMarkdown() {
        return markdown;
    }

    /** Returns what {@code -p} adds to every output, nothing for the names that are built in. */
    String extraOutput(List<String> warnings) {
        if (print == null) {
            return "";
        }
        if (FIXED_OUTPUTS.contains(print)) {
            warnings.add("The option -p is deprecated and '" + print
                    + "' has no effect: the container plugin suggests its fields itself; see suggested_output under"
                    + " append_output.");
            return "";
        }
        warnings.add("The option -p is deprecated; write -o 'append_output[]={\"extra_output\": \"" + print
                + "\"}' instead.");
        return print;
    }

    List<String> overrides(List<String> warnings) {
        Translation to = new Translation(new ArrayList<>(), warnings);
        to.flag(all, "-A", "base_syscalls.all=true");
        to.flag(base64, "-b", "buffer_format_base64=true");
        to.flag(modernBpf, "--modern-bpf", "engine.kind=modern_ebpf");
        to.flag(noDriver, "--nodriver", "engine.kind=nodriver");
        to.flag(snaplen != null, "-S", "falco_libs.snaplen=" + snaplen);
        if (replay != null) {
            to.flag(true, "-e", "engine.kind=replay", "engine.replay.capture_file=" + replay);
        }
        for (String socket : cri) {
            to.overrides().add("container_engines.cri.sockets[]=" + socket);
            warnings.add("The option --cri is deprecated; write '" + socket + "' under plugins, in the entry named"
                    + " container, as init_config.engines.cri.sockets.");
        }
        if (disableCriAsync) {
            warnings.add("The option --disable-cri-async is deprecated and has no effect; remove it.");
        }
        disableRules.forEach(text -> to.flag(true, "-D", "rules[].disable.rule=*" + text + "*"));
        disableTags.forEach(tag -> to.flag(true, "-T", "rules[].disable.tag=" + tag));
        if (!onlyTags.isEmpty()) {
            List<String> selection = new ArrayList<>(List.of("rules[].disable.rule=*"));
            onlyTags.forEach(tag -> selection.add("rules[].enable.tag=" + tag));
            to.flag(true, "-t", selection.toArray(String[]::new));
        }
        return to.overrides();
    }

    private record Translation(List<String> overrides, List<String> warnings) {
        void flag(boolean given, String option, String... settings) {
            if (given) {
                overrides.addAll(List.of(settings));
                warnings.add("The option " + option + " is deprecated; write -o '" + String.join("' -o '", settings)
                        + "' instead.");
            }
        }
    }
}
