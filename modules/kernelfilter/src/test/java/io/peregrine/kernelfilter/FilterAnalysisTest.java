package io.peregrine.kernelfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.SyscallTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions let the kernel leave out. */
class FilterAnalysisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "evt.failed = false | true",
                "evt.failed != true | true",
                "evt.failed = true | false",
                "evt.rawres >= 0 | true",
                "evt.rawres > 0 | true",
                "evt.rawres in (0, 3) | true",
                "evt.rawres = -2 | false",
                "evt.rawres >= -5 | false",
                "evt.res = SUCCESS | true",
                "evt.res = ENOENT | false",
                "evt.res != SUCCESS | false",
                "evt.rawres >= 0 or evt.res = EINPROGRESS | true",
                "evt.rawres >= 0 or proc.name = sh | false",
                "evt.rawres >= 0 and proc.name = sh | true",
                "not evt.rawres >= 0 | false",
                "not evt.failed = true | false",
                "not (proc.name = sh or not evt.rawres >= 0) | true",
                "fd.num >= 0 | true",
                "fd.num != -1 | true",
                "fd.filename = x | true",
                "evt.dir = > | true",
                "evt.num >= 0 | false",
                "evt.num = 0 | true",
                "evt.num >= 0 and fd.num >= 0 | true",
                "not (evt.num >= 0 and fd.num < 0) | false",
                "not evt.num > 0 | true",
                "proc.name = sh | false",
                "fd.name startswith /etc | false"
            })
    void failedOpensAreLeftOut(String condition, boolean left) {
        LeavingOut leaving = ToyRules.leavingOut("evt.type = openat and (" + condition + ")");
        assertThat(of(leaving, "openat").contains(LeftOut.FAILED)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fd.name startswith /etc/ | /etc/shadow | false",
                "fd.name startswith /etc/ | /tmp/x | true",
                "fd.name in (/etc/shadow, /etc/passwd) | /etc/shadow | false",
                "fd.name in (/etc/shadow, /etc/passwd) | /etc/group | true",
                "fd.name endswith .key | /root/a.key | false",
                "fd.name endswith .key | /root/a.keys | true",
                "fd.directory = /etc | /etc/group | false",
                "fd.directory = /etc | /etcetera | true",
                "fd.name pmatch (/usr/lib) | /usr/lib/x | false",
                "fd.name pmatch (/usr/*/bin) | /usr/lib/bin | false",
                "fd.name pmatch (etc) | /etc/x | false",
                "fd.name pmatch (/etc/) | /etc | false",
                "fd.name pmatch (//etc//x) | /etc/x | false",
                "fd.name pmatch (etc) | /tmp/x | true",
                "fd.name pmatch (/) | /tmp/x | none",
                "fd.name glob /var/*/log | /var/x/log | false",
                "fd.name glob /var/*/log | /tmp/x | true",
                "fd.nameraw contains \"../\" | /tmp/x | true",
                "fd.nameraw contains \"../\" | /tmp/../x | false",
                "fd.name startswith /etc/ and proc.name = sh | /tmp/x | true",
                "fd.name startswith /etc/ or proc.name = sh | /etc/x | none",
                "not fd.name startswith /etc/ | /tmp/x | none",
                "not fd.name startswith /etc/ and fd.name startswith /var | /tmp/x | true",
                "fd.name contains etc | /tmp/x | none",
                "fd.name = relative | /tmp/x | true",
                "fd.name startswith / | /tmp/x | none",
                "fd.name startswith /etc/ | tmp/x | false",
                "fd.name startswith /etc/ | /tmp//x | false",
                "fd.name startswith /etc/ | /tmp/./x | false",
                "fd.name startswith /etc/ | /tmp/ | false",
                "fs.path.name startswith /etc/ | /tmp/x | true",
                "evt.arg.name startswith /etc/ | /tmp/x | true"
            })
    void failedOpensElsewhereAreLeftOut(String condition, String path, String left) {
        LeavingOut leaving = ToyRules.leavingOut("evt.type = openat and (" + condition + ")");
        boolean byPath = of(leaving, "openat").contains(LeftOut.FAILED_ELSEWHERE);
        assertThat(byPath ? Boolean.toString(leaving.filter().isElsewhere(ByteString.of(path))) : "none")
                .isEqualTo(left);
    }

    @Test
    void callsWithoutEffectAreLeftOutByPathWhateverTheirResult() {
        LeavingOut leaving = ToyRules.leavingOut("evt.type in (unlink, rename) and evt.arg[1] startswith /etc/");
        assertThat(of(leaving, "unlink")).contains(LeftOut.ELSEWHERE);
        assertThat(of(leaving, "rename")).contains(LeftOut.ELSEWHERE);
        assertThat(of(leaving, "chdir")).containsExactly(LeftOut.FAILED);
    }

    @Test
    void callsWhoseArgumentsChangeNothingAreLeftOutUnlessARuleLooksAtThem() {
        assertThat(of(ToyRules.leavingOut("evt.type = open"), "fcntl"))
                .containsExactlyInAnyOrder(LeftOut.FAILED, LeftOut.WITHOUT_EFFECT);
        assertThat(of(ToyRules.leavingOut("evt.type = fcntl and evt.failed = false"), "fcntl"))
                .containsExactly(LeftOut.FAILED);
    }

    @Test
    void aDescriptorIsNeverLeftOut() {
        LeavingOut leaving = ToyRules.leavingOut("evt.type = openat and fd.name startswith /etc/");
        assertThat(of(leaving, "openat")).doesNotContain(LeftOut.ELSEWHERE);
        assertThat(of(leaving, "dup")).containsExactly(LeftOut.FAILED);
        assertThat(leaving.unwatched().get(id("dup"))).isFalse();
        assertThat(leaving.unwatched().get(id("getsockopt"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "evt.type = openat and fd.name startswith /etc/, true",
        "evt.type = openat and evt.is_open_write = true and fd.directory = /etc, true",
        "evt.type = dup and fd.name = /tmp/x, true",
        "evt.type = open and proc.name = sh, false",
        "evt.type = close and fd.name = /tmp/x, false",
        "evt.type = switch, false",
        "fd.name = /tmp/x, false",
        "evt.type = dup and fd.types intersects (file), false",
    })
    void opensAreLeftOutUntilNeeded(String condition, boolean left) {
        LeavingOut leaving = ToyRules.leavingOut(condition);
        for (String call : List.of("open", "openat")) {
            assertThat(of(leaving, call).contains(LeftOut.UNTIL_NEEDED))
                    .as(call)
                    .isEqualTo(left);
        }
        assertThat(of(leaving, "openat2")).doesNotContain(LeftOut.UNTIL_NEEDED);
    }

    @ParameterizedTest
    @CsvSource({
        "evt.is_open_write = true, true",
        "evt.is_open_write != false, true",
        "evt.is_open_read = true, false",
        "evt.is_open_exec = true, true",
        "evt.is_open_create = true, true",
        "evt.arg.flags contains O_TRUNC, true",
        "evt.arg.flags contains O_CLOEXEC, false",
        "evt.is_open_write = true or fd.name startswith /etc/, true",
        "not evt.is_open_write = true, false",
    })
    void opensToReadAreLeftOutUntilNeeded(String condition, boolean left) {
        LeavingOut leaving = ToyRules.leavingOut("evt.type in (open, openat, openat2) and (" + condition + ")");
        for (String call : List.of("open", "openat")) {
            assertThat(of(leaving, call).contains(LeftOut.READING_UNTIL_NEEDED))
                    .as(call)
                    .isEqualTo(left);
            assertThat(of(leaving, call)).doesNotContain(LeftOut.UNTIL_NEEDED);
        }
        assertThat(of(leaving, "close")).as("behind sockets, too").contains(LeftOut.UNTIL_NEEDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type = dup | true",
                "evt.type = socket and evt.arg.domain contains AF_PACKET | true",
                "evt.type = socket and evt.arg[1] = AF_PACKET and proc.name = x | true",
                "evt.type = socket and evt.arg.domain in (AF_PACKET, AF_VSOCK) | true",
                "evt.type = socket and evt.arg.domain contains AF_UNIX | false",
                "evt.type = socket and evt.arg.domain contains AF_ | false",
                "evt.type = socket and not evt.arg.domain contains AF_PACKET | false",
                "evt.type = socket and evt.arg.type = 3 | false",
                "evt.type = close | false",
            })
    void localSocketsAreLeftOutUntilNeeded(String condition, boolean left) {
        LeavingOut leaving = ToyRules.leavingOut(condition);
        assertThat(of(leaving, "socket").contains(LeftOut.FAMILY_UNTIL_NEEDED)).isEqualTo(left);
        assertThat(leaving.filter().families()).isEqualTo(left ? Set.of(1) : Set.of());
        assertThat(of(leaving, "close").contains(LeftOut.UNTIL_NEEDED)).isEqualTo(!condition.contains("close"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd.sip = \"169.254.169.254\" or evt.arg.addr startswith \"169.254.169.254:\" | true",
                "fd.typechar in (4, 6) and fd.sport = 22 | true",
                "fd.sport = 22 | true",
                "fd.type in (ipv4, ipv6) | true",
                "evt.failed = false | true",
                "not fd.sport = 22 | false",
                "fd.typechar = u | false",
                "fd.port != 22 | false",
                "evt.arg.addr startswith /run | false",
                "evt.arg.addr contains 169 | false",
                "proc.name = sh | false",
                "socket or fd.sport = 22 | false",
            })
    void connectsThatFailedOnASocketThatWasNotToldAreLeftOut(String condition, boolean left) {
        String all = condition.startsWith("socket")
                ? "evt.type in (socket, connect) and fd.sport = 22"
                : "evt.type = connect and (" + condition + ")";
        assertThat(of(ToyRules.leavingOut(all), "connect").contains(LeftOut.FAILED_ON_UNTOLD))
                .isEqualTo(left);
    }

    @Test
    void everyEventIsDeliveredToWhoeverLooksBack() {
        assertThat(ToyRules.leavingOut("evt.type = openat and evt.deltatime > 5")
                        .reason())
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("compares evt.deltatime"));
        assertThat(ToyRules.leavingOut("evt.num > 5").filter().isNone()).isTrue();
        ToyRules printing = new ToyRules();
        printing.add("evt.type = read", "%evt.buffer");
        assertThat(FilterAnalysis.of(printing.plan(), ToyRules.allCalls(), FilterAnalysis.Readers.RULES_ALONE)
                        .reason())
                .isPresent();
    }

    @Test
    void aRuleThatLeavesTracesSeesAllItsEvents() {
        LeavingOut leaving = ToyRules.leavingOut(
                "evt.type = connect and evt.failed = false and fd.sip.name = localhost",
                "evt.type = bind and evt.failed = false");
        assertThat(of(leaving, "connect")).isEmpty();
        assertThat(of(leaving, "bind")).containsExactly(LeftOut.FAILED);
    }

    private static Set<LeftOut> of(LeavingOut leaving, String call) {
        return leaving.filter().of(id(call));
    }

    private static int id(String call) {
        return SyscallTable.byName(call).orElseThrow().id();
    }
}
