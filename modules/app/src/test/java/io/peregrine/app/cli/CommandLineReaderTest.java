package io.peregrine.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peregrine.config.ConfigurationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLineReaderTest {

    @Test
    void nothingMeansWatching() throws Exception {
        Invocation.Run run = run();
        assertThat(run.action()).isEqualTo(new Action.Watch());
        assertThat(run.configuration()).isEqualTo(ConfigurationRequest.empty());
        assertThat(run.limits()).isEqualTo(new Invocation.Limits(Optional.empty(), false, false, Optional.empty()));
    }

    @Test
    void configurationOptionsKeepTheirOrderAndText() throws Exception {
        ConfigurationRequest request = run(
                        "-c",
                        "/x.yaml",
                        "-o",
                        "a.b=c=d",
                        "--option=json_output=true",
                        "-oe[]={\"x\": 1, \"y\": 2}",
                        "-r",
                        "/r1",
                        "-r",
                        "/r2",
                        "-U")
                .configuration();
        assertThat(request.file()).contains(Path.of("/x.yaml"));
        assertThat(request.overrides()).containsExactly("a.b=c=d", "json_output=true", "e[]={\"x\": 1, \"y\": 2}");
        assertThat(request.rulesFiles()).containsExactly("/r1", "/r2");
        assertThat(request.unbuffered()).isTrue();
    }

    @Test
    void runningOptions() throws Exception {
        Invocation.Run run = run("-M", "5", "-P", "/run/p.pid", "-v", "--dry-run", "--enable-source", "syscall");
        assertThat(run.limits())
                .isEqualTo(new Invocation.Limits(
                        Optional.of(Duration.ofSeconds(5)), true, true, Optional.of(Path.of("/run/p.pid"))));
        assertThat(run.sources()).isEqualTo(new Invocation.Sources(List.of("syscall"), List.of()));
        assertThat(run("-M", "0").limits().stopAfter()).isEmpty();
    }

    @Test
    void everyPrintingOptionHasItsAction() throws Exception {
        assertThat(run("--version").action()).isEqualTo(new Action.PrintVersion());
        assertThat(run("--config-schema", "--version").action()).isEqualTo(new Action.PrintConfigSchema());
        assertThat(run("--rule-schema").action()).isEqualTo(new Action.PrintRuleSchema());
        assertThat(run("-i").action()).isEqualTo(new Action.PrintIgnoredEvents());
        assertThat(run("--list").action()).isEqualTo(new Action.ListFields("", Action.Format.TEXT, false));
        assertThat(run("--list=syscall", "-N", "--format", "JSON").action())
                .isEqualTo(new Action.ListFields("syscall", Action.Format.JSON, true));
        assertThat(run("--list", "-N").action()).isEqualTo(new Action.ListFields("", Action.Format.TEXT, true));
        assertThat(run("--list-events", "--markdown").action())
                .isEqualTo(new Action.ListEvents(Action.Format.MARKDOWN));
        assertThat(run("--list-plugins").action()).isEqualTo(new Action.ListPlugins());
        assertThat(run("--plugin-info", "x").action()).isEqualTo(new Action.PluginInfo("x"));
        assertThat(run("-V", "a.yaml", "-V", "b.yaml").action())
                .isEqualTo(new Action.ValidateRules(List.of(Path.of("a.yaml"), Path.of("b.yaml")), Optional.empty()));
        assertThat(run("-L").action()).isEqualTo(new Action.DescribeRules(Optional.empty()));
        assertThat(run("-l", "a rule").action()).isEqualTo(new Action.DescribeRules(Optional.of("a rule")));
        assertThat(run("--support").action()).isEqualTo(new Action.PrintSupport());
        assertThat(run("--page-size").action()).isEqualTo(new Action.PrintPageSize());
        assertThat(problem("--list", "--format", "xml")).contains("text, markdown or json");
        assertThat(problem("--list", "--format", "json", "--markdown")).contains("cannot be used together");
    }

    @Test
    void formerOptionsBecomeSettingsWithAWarning() throws Exception {
        ParsedCommandLine parsed = CommandLineReader.read(List.of(
                "-A",
                "-b",
                "-S",
                "120",
                "--cri",
                "/c.sock",
                "--disable-cri-async",
                "-D",
                "shell",
                "-T",
                "net",
                "-t",
                "fs",
                "-o",
                "base_syscalls.all=false"));
        assertThat(((Invocation.Run) parsed.invocation()).configuration().overrides())
                .containsExactly(
                        "base_syscalls.all=true",
                        "buffer_format_base64=true",
                        "falco_libs.snaplen=120",
                        "container_engines.cri.sockets[]=/c.sock",
                        "rules[].disable.rule=*shell*",
                        "rules[].disable.tag=net",
                        "rules[].disable.rule=*",
                        "rules[].enable.tag=fs",
                        "base_syscalls.all=false");
        assertThat(parsed.warnings())
                .hasSize(8)
                .contains("The option -A is deprecated; write -o 'base_syscalls.all=true' instead.")
                .allMatch(warning -> warning.contains("deprecated"));
        assertThat(run("-e", "x.scap").configuration().overrides())
                .containsExactly("engine.kind=replay", "engine.replay.capture_file=x.scap");
    }

    @Test
    void printAddsToOutputsUnlessItNamesContainerDetails() throws Exception {
        for (String option : List.of("-pc", "-pcontainer", "-pk", "-pkubernetes")) {
            ParsedCommandLine parsed = CommandLineReader.read(List.of(option));
            assertThat(((Invocation.Run) parsed.invocation()).configuration().extraOutput())
                    .isEmpty();
            assertThat(parsed.warnings()).singleElement().asString().contains("has no effect");
        }
        assertThat(run("-p", "extra=%evt.cpu").configuration().extraOutput()).isEqualTo("extra=%evt.cpu");
        assertThat(run("--print", "x y").configuration().extraOutput()).isEqualTo("x y");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(problem("--bogus")).isEqualTo("There is no option '--bogus'. See peregrine --help.");
        assertThat(problem("test", "--bogus")).isEqualTo("There is no option '--bogus'. See peregrine test --help.");
        assertThat(problem("--dry-rum")).contains("Did you mean --dry-run?");
        assertThat(problem("-M", "x")).startsWith("The option -M takes a whole number of seconds, but 'x' is none.");
        assertThat(problem("-M", "1.5"))
                .startsWith("The option -M takes a whole number of seconds, but '1.5' is none.");
        assertThat(problem("-c")).contains("-c").contains("FILE");
        assertThat(problem("stray")).startsWith("There is nothing to do with the argument 'stray'.");
        assertThat(problem("record")).contains("--output=FILE").endsWith("See peregrine record --help.");
    }

    /** Options that a usual start has not are no values either. */
    @Test
    void anOptionIsNoValueOfTheOneBefore() {
        assertThat(problem("-c", "-V")).startsWith("Expected parameter for option '-c' but found '-V'.");
        assertThat(problem("-r", "--list")).startsWith("Expected parameter for option '-r' but found '--list'.");
        assertThat(problem("-P", "-U")).startsWith("Expected parameter for option '--pidfile' but found '-U'.");
    }

    @Test
    void helpNamesEveryOptionAndSubcommand() throws Exception {
        String help =
                ((Invocation.ShowHelp) CommandLineReader.read(List.of("--help")).invocation()).text();
        assertThat(help)
                .contains("--disable-source", "--page-size", "-pk", "record", "read", "lint", "Examples:", "--cri")
                .doesNotContain("\u001b");
        assertThat(help.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(112);
        assertThat(CommandLineReader.read(List.of("read", "--help")).invocation())
                .asString()
                .contains("--summary", "'%evt.time %proc.cmdline'");
    }

    @Test
    void subcommandsHaveOptionsOfTheirOwn() throws Exception {
        ConfigurationRequest none = ConfigurationRequest.empty();
        assertThat(read(
                        "record",
                        "-o",
                        "x.scap.gz",
                        "--filter",
                        "evt.type=open",
                        "--duration",
                        "10s",
                        "--private",
                        "--",
                        "ls",
                        "-l"))
                .isEqualTo(new Invocation.RecordCapture(
                        none,
                        Path.of("x.scap.gz"),
                        "evt.type=open",
                        Optional.of(Duration.ofSeconds(10)),
                        true,
                        List.of("ls", "-l")));
        assertThat(read("read", "f.scap", "--format", "%evt.num", "--json"))
                .isEqualTo(new Invocation.ReadCapture(none, Path.of("f.scap"), "", "%evt.num", true, false));
        assertThat(read("lint", "a.yaml", "b.yaml", "--json"))
                .isEqualTo(new Invocation.LintRules(none, List.of(Path.of("a.yaml"), Path.of("b.yaml")), true));
        assertThat(problem("record", "-o", "x", "--duration", "soon")).contains("'soon'");
        assertThat(problem("lint")).contains("RULES");
        Invocation.LintRules configured = (Invocation.LintRules) read("-c", "/x.yaml", "lint", "a.yaml");
        assertThat(configured.configuration().file()).contains(Path.of("/x.yaml"));
    }

    private static Invocation read(String... arguments) throws UsageException {
        return CommandLineReader.read(List.of(arguments)).invocation();
    }

    private static Invocation.Run run(String... arguments) throws UsageException {
        return (Invocation.Run) read(arguments);
    }

    private static String problem(String... arguments) {
        return catchThrowableOfType(UsageException.class, () -> read(arguments)).getMessage();
    }
}
