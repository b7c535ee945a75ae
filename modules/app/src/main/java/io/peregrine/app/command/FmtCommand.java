package io.peregrine.app.command;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.authoring.format.RulesFormatter;
import io.peregrine.diagnostics.Snippet;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The command {@code fmt}: rewrites rules files in one layout. */
public final class FmtCommand {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public FmtCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Rewrites the files, or says which would change.
     *
     * @return 1 when a file would change and only that was asked, else 0
     * @throws CommandFailure when a file cannot be read, is no YAML, or cannot be written; files before it are rewritten
     */
    public int execute(Invocation.FormatRules format) throws CommandFailure {
        if (format.files().equals(List.of(STANDARD_INPUT))) {
            return standardInput(format.check());
        }
        int status = 0;
        for (Path file : RulesFiles.expand(format.files())) {
            String before = read(file);
            String after = laidOut(file.toString(), before);
            if (!after.equals(before)) {
                terminal.print(file.toString());
                if (format.check()) {
                    status = 1;
                } else {
                    replace(file, after);
                }
            }
        }
        return status;
    }

    private int standardInput(boolean check) throws CommandFailure {
        String before = read(Path.of("/dev/stdin"));
        String after = laidOut("<standard input>", before);
        if (!check) {
            return terminal.print(after);
        }
        return after.equals(before) ? 0 : 1;
    }

    private static String laidOut(String name, String text) throws CommandFailure {
        RulesFormatter.Outcome outcome = RulesFormatter.format(new SourceText(name, text));
        if (outcome.problem().isPresent()) {
            YamlDocuments.Problem problem = outcome.problem().get();
            throw new CommandFailure(
                    problem.span().place() + ": " + problem.message() + "\n" + Snippet.draw(problem.span()));
        }
        return outcome.text();
    }

    private static String read(Path file) throws CommandFailure {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("The file " + file + " does not exist.", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(
                    "The file " + file + " is not UTF-8; convert it first, for example with iconv.", e);
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Puts a whole new file in the place of the old one, so that an interruption leaves one or the other. */
    private static void replace(Path file, String text) throws CommandFailure {
        try {
            Path real = file.toRealPath();
            Path part = Files.createTempFile(real.getParent(), ".", ".fmt");
            try {
                Files.writeString(part, text);
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(real));
                Files.setOwner(part, Files.getOwner(real));
                Files.move(part, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
