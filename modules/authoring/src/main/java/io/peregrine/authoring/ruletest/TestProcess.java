package io.peregrine.authoring.ruletest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of a test. What the test does not say has a believable value ({@link ProcessReader}).
 *
 * @param numbers who it is
 * @param program what it runs
 * @param account as whom
 * @param place where it runs
 * @param parent the process that started it, empty for the first one of the machine
 * @param stdin what its standard input is, empty for a terminal
 */
public record TestProcess(
        Numbers numbers,
        Program program,
        Account account,
        Place place,
        Optional<TestProcess> parent,
        Optional<TestAddress> stdin) {

    /**
     * The numbers of a process.
     *
     * @param pid as the machine sees it
     * @param vpid as its own PID namespace sees it
     */
    public record Numbers(long pid, long vpid) {}

    /**
     * What a process runs.
     *
     * @param name the kernel's name of it, at most 15 bytes
     * @param exe the path of the executable
     * @param argv0 what it calls itself
     * @param arguments those behind the first
     * @param environment its environment
     * @param file what kind of file the executable is
     */
    public record Program(
            String name,
            String exe,
            String argv0,
            List<String> arguments,
            Map<String, String> environment,
            ProgramFile file) {}

    /**
     * What is special about an executable.
     *
     * @param memory it lies in memory alone
     * @param upperLayer it was added to the container's image later
     * @param writable its user may write to it
     */
    public record ProgramFile(boolean memory, boolean upperLayer, boolean writable) {}

    /**
     * As whom a process runs.
     *
     * @param user the name of the user
     * @param uid its number
     * @param loginUid the number of the user who logged in, -1 for none
     * @param capabilities the capabilities that it has, as bits
     */
    public record Account(String user, int uid, int loginUid, long capabilities) {}

    /**
     * Where a process runs.
     *
     * @param cwd the working directory
     * @param tty the number of the terminal, 0 for none
     * @param container the container, empty on the machine itself
     */
    public record Place(String cwd, int tty, Optional<TestContainer> container) {}

    /**
     * A container.
     *
     * @param id its id, 64 hexadecimal digits
     * @param name its name
     * @param image its image with the tag
     * @param privileged whether it has all rights
     */
    public record TestContainer(String id, String name, String image, boolean privileged) {}
}
