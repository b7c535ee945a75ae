/*
 * The program `peregrine` of an installation: finds its own folder and becomes the runtime in it, with the flags of lib/jvm.options.
 * The heap that the configuration needs is chosen by the engine, which starts itself anew with it. Beside this file lie lib/runtime (the virtual machine), lib/jars,
 * lib/native (libbpf and what it needs), lib/peregrine.aot (optional: a start without it is only slower), rules and peregrine.yaml.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_FLAGS 256

/* Only the quick compiler, which begins early and puts a little more in line. */
static char *const quick_flags[] = {
	"-XX:TieredStopAtLevel=1", "-XX:Tier3InvocationThreshold=200", "-XX:Tier3MinInvocationThreshold=100", "-XX:Tier3CompileThreshold=1000", "-XX:C1MaxInlineSize=50"
};

static char home[PATH_MAX];
static char options[16384];
static char **line;
static int count;

static void fail(const char *what, const char *name, const char *remedy)
{
	fprintf(stderr, "peregrine: %s%s: %s. %s\n", what, name, strerror(errno), remedy);
	exit(1);
}

static char *join(const char *prefix, const char *name)
{
	char *text;

	if (asprintf(&text, "%s%s%s", prefix, home, name) < 0)
		fail("No memory", "", "");
	return text;
}

/* The folder of the program that runs, whatever name or link it was started by. */
static void find_home(void)
{
	ssize_t length = readlink("/proc/self/exe", home, sizeof(home) - 1);
	char *slash;

	if (length < 0)
		fail("Cannot read ", "/proc/self/exe", "Is /proc mounted?");
	home[length] = 0;
	slash = strrchr(home, '/');
	if (slash)
		*slash = 0;
	if (strchr(home, ':')) {
		errno = EINVAL;
		fail("Cannot start from ", home, "The folder's name must not contain a colon; move it.");
	}
}

static void add(char *flag)
{
	line[count++] = flag;
}

/* Adds the words of a text that the separators part; at most MOST_FLAGS in all, so that a damaged file cannot write behind the array. */
static void add_words(char *text, const char *separators)
{
	char *rest;

	for (char *word = strtok_r(text, separators, &rest); word && count < MOST_FLAGS; word = strtok_r(NULL, separators, &rest))
		if (*word != '#')
			add(word);
}

static void add_options(void)
{
	char *name = join("", "/lib/jvm.options");
	FILE *file = fopen(name, "re");
	size_t length;

	if (!file)
		fail("Cannot read ", name, "This installation is not complete; unpack or install it again.");
	length = fread(options, 1, sizeof(options) - 1, file);
	options[length] = 0;
	fclose(file);
	add_words(options, "\n");
}

/* Who starts a program under nohup or behind a shell's & ignores HUP or INT for it; these signals are commands here. */
static void default_signals(void)
{
	static const int commands[] = { SIGHUP, SIGINT, SIGTERM, SIGUSR1 };
	sigset_t none;

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		signal(commands[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/*
 * The runtime takes file names and arguments for UTF-8 only under such a locale; one that is named may not be installed, this one always is.
 * PEREGRINE_LC_ALL keeps what stood there for the programs that the engine starts. The flags of other programs for their own virtual machines go, and so do folders whose libraries would be taken for ours.
 */
static void prepare_environment(void)
{
	const char *locale = getenv("LC_ALL");
	static const char *const foreign[] = { "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH", "LD_LIBRARY_PATH" };

	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++)
		unsetenv(foreign[i]);
	setenv("PEREGRINE_LC_ALL", locale ? locale : "", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
}

/*
 * Hands on what this file itself was given by setcap, so that an ordinary user may start the engine where nobody sets ambient capabilities, as in
 * a container. The runtime has none of its own: its loader would not take libraries from beside it.
 */
static void keep_capabilities(void)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct sets[2];

	if (getuid() == 0 || syscall(SYS_capget, &header, sets) < 0)
		return;
	for (int i = 0; i < 2; i++)
		sets[i].inheritable |= sets[i].permitted;
	if (syscall(SYS_capset, &header, sets) < 0)
		return;
	for (unsigned int capability = 0; capability < 64; capability++)
		if (sets[capability / 32].permitted & 1u << capability % 32)
			prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0);
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

/* Looked at before anything is opened: who opens and closes a pipe ends whoever writes to it. */
static bool is_file(const char *name, struct stat *status)
{
	return stat(name, status) == 0 && S_ISREG(status->st_mode);
}

/* Whether a regular file has no more than so many megabytes; a packed one counts eight times. */
static bool is_small(const char *name, long megabytes)
{
	struct stat status;
	unsigned char magic[2] = { 0, 0 };
	bool packed;
	int file;

	if (!is_file(name, &status))
		return false;
	file = open(name, O_RDONLY | O_CLOEXEC);
	packed = file >= 0 && read(file, magic, 2) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
	if (file >= 0)
		close(file);
	return status.st_size <= (megabytes << 20) / (packed ? 8 : 1);
}

/* The capture that a replay's command line names last. */
static const char *replayed_capture(int argc, char **argv)
{
	static const char key[] = "engine.replay.capture_file=";
	const char *found = NULL;

	for (int i = 1; i < argc; i++) {
		const char *word = argv[i], *next = i + 1 < argc ? argv[i + 1] : "";
		if (strcmp(word, "-e") == 0)
			found = next;
		else if (begins(word, "-e"))
			found = word + 2;
		else if ((strcmp(word, "-o") == 0 || strcmp(word, "--option") == 0) && begins(next, key))
			found = next + strlen(key);
		else if (begins(word, "-o") && begins(word + 2, key))
			found = word + 2 + strlen(key);
		else if (begins(word, "--option=") && begins(word + 9, key))
			found = word + 9 + strlen(key);
	}
	return found;
}

/*
 * Whether the work is done before code that the optimising compiler makes would pay: what is printed or checked in a second or two, tests of rules, and
 * captures that are not large. scripts/jvm.sh decides the same in a source tree.
 */
static bool is_short(int argc, char **argv)
{
	static const char *const quick[] = { "lint", "fmt", "test", "suggest", "docs", "completion", "plugin", "artifact", "migrate", NULL };
	static const char *const slow[] = { "record", "hunt", "profile", "lsp", NULL };
	static const char *const exact[] = { "-L", "-h", "--help", "--version", "--config-schema", "--rule-schema", "--page-size", "-i", NULL };
	static const char *const prefixes[] = { "-V", "--validate", "-l", "--list", "--plugin-info", NULL };
	const char *command = argc > 1 ? argv[1] : "", *capture;
	struct stat status;

	if (is_one_of(command, quick))
		return true;
	if (strcmp(command, "read") == 0 || strcmp(command, "explain") == 0) {
		for (int i = 2; i < argc; i++)
			if (is_file(argv[i], &status) && !is_small(argv[i], 32))
				return false;
		return true;
	}
	if (is_one_of(command, slow))
		return false;
	for (int i = 1; i < argc; i++) {
		if (is_one_of(argv[i], exact))
			return true;
		for (const char *const *prefix = prefixes; *prefix; prefix++)
			if (begins(argv[i], *prefix))
				return true;
	}
	capture = replayed_capture(argc, argv);
	return capture && is_small(capture, 256);
}

int main(int argc, char **argv)
{
	char *java, *cache, *extra = getenv("PEREGRINE_JVM_FLAGS");

	find_home();
	line = calloc((size_t)argc + MOST_FLAGS + 24, sizeof(*line));
	if (!line)
		fail("No memory", "", "");
	java = join("", "/lib/runtime/bin/java");
	cache = join("", "/lib/peregrine.aot");
	add(java);
	add(join("-Dperegrine.home=", ""));
	add(join("-Dperegrine.native=", "/lib/native"));
	if (access(cache, R_OK) == 0)
		add(join("-XX:AOTCache=", "/lib/peregrine.aot"));
	add_options();
	if (is_short(argc, argv))
		for (size_t i = 0; i < sizeof(quick_flags) / sizeof(*quick_flags); i++)
			add(quick_flags[i]);
	if (extra && *extra)
		add_words(strdup(extra), " \t\n");
	add("-cp");
	add(join("", "/lib/jars/peregrine.jar"));
	add("io.peregrine.app.Main");
	for (int i = 1; i < argc; i++)
		add(argv[i]);
	default_signals();
	prepare_environment();
	keep_capabilities();
	execv(java, line);
	fail("Cannot start ", java, "This installation is not complete; unpack or install it again.");
}
