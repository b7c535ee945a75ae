package io.peregrine.app.artifact;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists, describes, fetches and follows artifacts. */
public final class ArtifactCommand {
    private static final Path FALCOCTL = Path.of("/etc/falcoctl/falcoctl.yaml");

    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** The command on this terminal. */
    public ArtifactCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Does what the invocation asks for.
     *
     * @return the exit status
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.Artifacts artifacts) throws CommandFailure {
        Path accounts = Path.of(environment
                        .variable("DOCKER_CONFIG")
                        .orElse(environment.variable("HOME").orElse("/root") + "/.docker"))
                .resolve("config.json");
        try (RegistryClient client = new RegistryClient(
                new RegistryAuthorization(accounts), artifacts.terms().plainHttp())) {
            return switch (artifacts.verb()) {
                case LIST -> list(artifacts, client);
                case INFO -> describe(artifacts, client);
                case INSTALL -> install(artifacts, client);
                case FOLLOW -> follow(artifacts, client);
            };
        }
    }

    private int list(Invocation.Artifacts artifacts, RegistryClient client) throws CommandFailure {
        StringBuilder text = new StringBuilder(String.format("%-28s %-10s %s%n", "NAME", "TYPE", "PLACE"));
        for (ArtifactIndex.Entry entry : index(artifacts, client).entries()) {
            text.append(String.format("%-28s %-10s %s%n", entry.name(), entry.type(), entry.place()));
        }
        return terminal.print(text.toString());
    }

    private int describe(Invocation.Artifacts artifacts, RegistryClient client) throws CommandFailure {
        ArtifactIndex index = index(artifacts, client);
        StringBuilder text = new StringBuilder();
        for (String name : artifacts.names()) {
            ArtifactReference reference = index.resolve(name);
            text.append(name)
                    .append(": ")
                    .append(reference.registry())
                    .append('/')
                    .append(reference.repository())
                    .append('\n');
            index.entries().stream()
                    .filter(entry -> entry.name().equals(name))
                    .findFirst()
                    .ifPresent(entry -> text.append("  ")
                            .append(entry.description())
                            .append(" (")
                            .append(entry.license())
                            .append(")\n"));
            List<String> tags = client.tags(reference).items().stream()
                    .map(Document::text)
                    .filter(tag -> !tag.endsWith(".sig"))
                    .toList();
            text.append("  versions: ").append(String.join(", ", tags)).append('\n');
        }
        return terminal.print(text.toString());
    }

    private int install(Invocation.Artifacts artifacts, RegistryClient client) throws CommandFailure {
        ArtifactInstaller installer = new ArtifactInstaller(client, artifacts.terms());
        ArtifactIndex index = index(artifacts, client);
        Set<String> seen = new HashSet<>();
        for (String name : artifacts.names()) {
            install(name, index, installer, seen);
        }
        return 0;
    }

    /** Installs one and what it needs, each once. */
    private void install(String name, ArtifactIndex index, ArtifactInstaller installer, Set<String> seen)
            throws CommandFailure {
        ArtifactReference reference = index.resolve(name);
        if (!seen.add(reference.registry() + "/" + reference.repository())) {
            return;
        }
        ArtifactInstaller.Installed installed = installer.install(reference);
        for (Path file : installed.files()) {
            terminal.print(file + " from " + reference + " " + installed.digest());
        }
        for (String dependency : installed.dependencies()) {
            if (dependency.startsWith("container:")) {
                continue; // built in
            }
            if (index.entries().stream().anyMatch(entry -> dependency.startsWith(entry.name() + ":"))) {
                install(dependency, index, installer, seen);
            } else {
                terminal.warn(reference + " needs " + dependency + ", which is in no index.");
            }
        }
    }

    private int follow(Invocation.Artifacts artifacts, RegistryClient client) throws CommandFailure {
        ArtifactInstaller installer = new ArtifactInstaller(client, artifacts.terms());
        List<String> names = artifacts.names().isEmpty() ? configured("artifact", "follow", "refs") : artifacts.names();
        if (names.isEmpty()) {
            throw new CommandFailure("There is nothing to follow: name artifacts, or list them in " + FALCOCTL
                    + " under artifact.follow.refs.");
        }
        Map<String, String> there = new HashMap<>();
        while (true) {
            for (String name : names) {
                try {
                    ArtifactIndex index = index(artifacts, client);
                    String digest = installer.digest(index.resolve(name));
                    if (!digest.equals(there.get(name))) {
                        install(name, index, installer, new HashSet<>());
                        there.put(name, digest);
                    }
                } catch (CommandFailure e) {
                    terminal.warn(e.getMessage());
                }
            }
            try {
                Thread.sleep(artifacts.terms().every());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }

    private ArtifactIndex index(Invocation.Artifacts artifacts, RegistryClient client) throws CommandFailure {
        boolean isNeeded = artifacts.verb() == Invocation.Artifacts.Verb.LIST
                || artifacts.names().isEmpty()
                || artifacts.names().stream().anyMatch(name -> !name.contains("/"));
        List<String> sources = new ArrayList<>(artifacts.indexes());
        if (sources.isEmpty() && isNeeded) {
            sources.addAll(configured("indexes"));
        }
        if (sources.isEmpty() && isNeeded) {
            sources.add(ArtifactIndex.DEFAULT);
        }
        return ArtifactIndex.load(sources, client);
    }

    /** A list of falcoctl's configuration, which serves here as it is; of entries that are maps the address. */
    private static List<String> configured(String... keys) throws CommandFailure {
        if (!Files.isRegularFile(FALCOCTL)) {
            return List.of();
        }
        try {
            return Document.read(FALCOCTL.toString(), Files.readAllBytes(FALCOCTL)).at(keys).items().stream()
                    .map(item -> item.text().isEmpty() ? item.at("url").text() : item.text())
                    .filter(text -> !text.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure("The file " + FALCOCTL + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
