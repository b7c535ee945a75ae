package io.peregrine.loader.lint;

import static io.peregrine.loader.lint.LintCases.check;
import static io.peregrine.loader.lint.LintCases.codes;
import static io.peregrine.loader.lint.LintCases.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For each kind of finding about conditions, cases that have it and cases that nearly have it. */
class LintTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and evt.type=close",
                "evt.type in (open, openat) and evt.type in (close, dup)",
                "evt.type=open and proc.name=a and proc.name=b",
                "evt.type=open and proc.name in (a, b) and not proc.name in (a, b, c)",
                "evt.type=open and proc.name in ()",
                "evt.type=open and fd.num > 5 and fd.num < 3",
                "evt.type=open and fd.num >= 5 and fd.num < 5",
                "evt.type=open and fd.name startswith /etc and fd.name startswith /usr",
                "evt.type=open and fd.name = /etc/x and fd.name startswith /usr",
                "evt.type=open and fd.name exists and not fd.name exists",
                "evt.type=open and fd.name = x and not fd.name exists",
                "evt.type=open and proc.name=a and (proc.name=b or proc.name=c)",
                "evt.type=open and ((proc.name=b and proc.name=a) or (fd.num < 1 and fd.num > 1))",
                "evt.type=open and not (proc.name != a or proc.name != b) and proc.name=c",
                "evt.type=open and proc.is_exe_writable=true and proc.is_exe_writable=false",
                "evt.type=open and tolower(proc.name)=a and tolower(proc.name)=b",
            })
    void conditionsThatAreNeverTrueAreFound(String condition) {
        assertThat(codes(rule("r", condition))).containsExactly(LintFindings.NEVER_TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open or evt.type=close",
                "evt.type in (open, openat) and evt.type in (openat, dup)",
                "evt.type=open and proc.name=a and proc.pname=b",
                "evt.type=open and proc.name in (a, b) and not proc.name in (a, c)",
                "evt.type=open and not proc.name in ()",
                "evt.type=open and fd.num > 3 and fd.num < 5",
                "evt.type=open and fd.num >= 5 and fd.num <= 5",
                "evt.type=open and fd.name startswith /etc and fd.name startswith /etc/ssh",
                "evt.type=open and proc.aname=a and proc.aname=b",
                "evt.type=open and fd.ip = 1.2.3.4 and fd.ip = 5.6.7.8",
                "evt.type=open and fd.types in (file) and fd.types intersects (ipv4)",
                "evt.type=open and not fd.name = x and not fd.name exists",
                "evt.type=open and ((proc.name=b and proc.name=a) or fd.num < 1)",
                "evt.type=open and fd.name glob /etc/* and fd.name startswith /usr",
                "evt.type=open and fd.net = 10.0.0.0/8 and fd.net = 192.168.0.0/16",
                "evt.type=open and proc.name != a and proc.name != b",
            })
    void conditionsThatCanBeTrueAreNot(String condition) {
        assertThat(codes(rule("r", condition))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type=open|evt.type=open and proc.name=a",
                "evt.type in (open, openat)|evt.type=open",
                "evt.type=open and proc.name in (a, b)|evt.type=open and proc.name=a and fd.num=1",
                "evt.type=open and proc.name exists|evt.type=open and proc.name=a",
                "evt.type=open and fd.name startswith /etc|evt.type=open and fd.name startswith /etc/ssh",
                "evt.type=open and fd.name startswith /etc|evt.type=open and fd.name=/etc/passwd",
                "evt.type=open and (proc.name=a or proc.name=b)|evt.type=open and proc.name=b",
                "evt.type=open and not proc.name=a|evt.type=open and not proc.name in (a, b)",
                "evt.type=open and (fd.num=1 or fd.num=2 or fd.num=3)|evt.type=open and (fd.num=1 or fd.num=3)",
                "evt.type=open and not proc.name exists|evt.type=open and not proc.name exists and fd.num=1",
            })
    void rulesBehindWiderRulesAreFound(String earlier, String later) {
        assertThat(codes(rule("first", earlier) + rule("second", later))).containsExactly(LintFindings.SHADOWED_RULE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type=open and proc.name=a|evt.type=open",
                "evt.type=open|evt.type in (open, openat)",
                "evt.type=open and proc.name=a|evt.type=open and proc.name in (a, b)",
                "evt.type=open and proc.name=a|evt.type=open and proc.name exists",
                "evt.type=open and fd.name startswith /etc/ssh|evt.type=open and fd.name startswith /etc",
                "evt.type=open and proc.name=b|evt.type=open and (proc.name=a or proc.name=b)",
                "evt.type=open and not proc.name in (a, b)|evt.type=open and not proc.name=a",
                "evt.type=open and proc.name=a|evt.type=openat and proc.name=a",
                "evt.type=open and proc.name != a|evt.type=open and not proc.name=a",
                "evt.type=open and proc.aname=a|evt.type=open and proc.aname in (a, b)",
            })
    void rulesThatMatchMoreAreNotShadowed(String earlier, String later) {
        assertThat(codes(rule("first", earlier) + rule("second", later))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and evt.arg.addr=x",
                "evt.type=close and evt.arg.flags contains O_RDONLY",
                "evt.type in (open, openat) and evt.rawarg.domain=1",
                "evt.type=close and not evt.arg.name=x",
                "(evt.type=open and evt.arg.addr=x) or evt.type=connect",
                "evt.type=dup and tolower(evt.arg.name)=x",
                "evt.type=open and (fd.num=1 or evt.arg.addr exists)",
                "not evt.type in (connect, open) and evt.type=close and evt.arg.flags=x",
                "evt.type=chdir and evt.arg.mode=x",
                "evt.type=dup and evt.rawarg.mode > 1",
            })
    void parametersThatNoEventHasAreFound(String condition) {
        assertThat(codes(rule("r", condition))).containsExactly(LintFindings.ABSENT_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and evt.arg.name=x",
                "evt.type in (open, connect) and evt.arg.addr=x",
                "evt.type=connect and evt.arg.tuple contains x",
                "evt.arg.name=x",
                "not evt.type=open and evt.arg.addr=x",
                "(evt.type=open and evt.arg.name=x) or evt.type=connect",
                "evt.type=open and evt.arg[0]=x",
                "evt.type=close and evt.arg.fd=x",
                "evt.type=close and evt.rawarg.res < 0",
                "evt.type in (open, dup) and (evt.type=dup or evt.arg.flags=x)",
            })
    void parametersThatSomeEventHasAreNot(String condition) {
        assertThat(codes(rule("r", condition))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=execve and fd.name=/etc/passwd",
                "evt.type in (execve, execveat) and fd.sport=22",
                "evt.type=open and fs.path.source=/x",
                "evt.type=connect and fs.path.name startswith /etc",
                "evt.type=rename and fs.path.name=/x",
                "evt.type=unlink and not fs.path.target=/x",
                "evt.type=execve and evt.is_open_read=true",
                "evt.type=close and evt.is_open_write != false",
                "(evt.type=kill and fd.num=3) or evt.type=open",
                "evt.type=setuid and tolower(fd.filename)=x",
                "evt.type=chdir and (proc.name=a or fd.directory=/etc)",
            })
    void fieldsThatNoEventHasAreFound(String condition) {
        assertThat(codes(rule("r", condition))).containsExactly(LintFindings.ABSENT_FIELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=open and fd.name=/etc/passwd",
                "evt.type in (execve, openat) and fd.name=/x",
                "evt.type=rename and fs.path.source=/x",
                "evt.type in (rename, unlink) and fs.path.name=/x",
                "evt.type=execve and evt.is_open_read=false",
                "evt.type=execve and not evt.is_open_read exists",
                "evt.type in (openat2, execve) and evt.is_open_write=true",
                "evt.type=execve and fd.types in (file)",
                "fd.name=/x",
                "not evt.type=execve and fd.name=/x",
                "(evt.type=open and fd.num=3) or evt.type=execve",
                "evt.type=close and fd.l4proto=tcp",
            })
    void fieldsThatSomeEventHasAreNot(String condition) {
        assertThat(codes(rule("r", condition))).isEmpty();
    }

    /** Comparisons that hold in no reading of Falco's, although they load. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=connect and fd.ip in (1.2.3.4, 5.6.7.8)",
                "evt.type=connect and fd.ip in (1.2.3.4)",
                "evt.type=connect and (proc.name=a or fd.ip in (1.2.3.4))",
                "evt.type=connect and not (proc.name=a and fd.ip in (1.2.3.4))",
                "evt.type=execve and proc.apid in (1, 2)",
                "evt.type=execve and (proc.name=a or proc.apid in (1))",
                "evt.type=connect and fd.net intersects (10.0.0.0/8)",
                "evt.type=connect and evt.rawarg.res in (0)",
                "evt.type=open and evt.rawarg.mode in (0)",
                "evt.type=openat and proc.name=a and evt.rawarg.dirfd in (5)",
            })
    void fieldsThatAreInNoListAreFound(String condition) {
        assertThat(check(rule("r", condition)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(LintFindings.NEVER_TRUE))
                .satisfies(finding -> assertThat(finding.message()).contains("is in no list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=connect and fd.ip = 1.2.3.4",
                "evt.type=connect and (fd.ip = 1.2.3.4 or fd.ip = 5.6.7.8)",
                "evt.type=connect and fd.sip in (1.2.3.4, 5.6.7.8)",
                "evt.type=connect and fd.net in (1.2.3.0/24)",
                "evt.type=connect and fd.port in (80, 443)",
                "evt.type=execve and proc.apid[1] in (1, 2)",
                "evt.type=execve and proc.apid = 1",
                "evt.type=execve and proc.aname in (a, b)",
                "evt.type=open and evt.rawarg.name in (a, b)",
                "evt.type=open and evt.arg.fd in (3, 4)",
                "evt.type=open and evt.rawarg.fd = 3",
            })
    void otherListsAreNot(String condition) {
        assertThat(codes(rule("r", condition))).isEmpty();
    }

    @Test
    void findingsHaveALineAReasonAndAFix() {
        List<Diagnostic> findings = check(rule("r", "evt.type=open and proc.name=a and proc.name=b"));
        assertThat(LintText.text(findings))
                .contains("f.yaml:4:39: warning: the rule 'r' can never match: ")
                .contains("\n                                      ^~~~~~~~~~~\n")
                .contains("hint: ")
                .endsWith("1 finding\n");
        assertThat(LintText.json(findings)).contains("\"line\":4,\"column\":39").contains("\"fix\":\"");
    }
}
