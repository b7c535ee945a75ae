package io.peregrine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import io.peregrine.schema.ParamType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCheckerTest {
    private static Right right(String text) throws FilterException {
        return ((Condition.Check) Conditions.check(text).condition()).right();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fd.net=10.0.0.0|unrecognized IP network 10.0.0.0",
                "fd.net=10.0.0.0/33|invalid netmask 33",
                "fd.net=::1|invalid v6 netmask: ::1",
                "fd.net=::/0|invalid v6 netmask 0",
                "fd.ip=1.2.3|unrecognized IPv4 address 1.2.3",
                "fd.ip=01.2.3.4|unrecognized IPv4 address 01.2.3.4",
                "fd.ip=:::|unrecognized IPv6 address :::",
                "fd.ip startswith 1.2.3.4|filter error: 'startswith' operator not supported for ip address and network filters",
                "fd.sport=nosuchservice|unrecognized protocol nosuchservice",
                "proc.is_exe_writable=yes|filter error: unrecognized boolean value yes",
                "proc.is_exe_writable > 1|filter error: '>' operator not supported for numeric filters",
                "fd.num contains 3|filter error: 'contains' operator not supported for numeric filters",
                "fd.num=0x10|0x10 is not a valid number",
                "fd.num=1e3|1e3 is not a valid number",
                "proc.fdusage > 0.5|0.5 is not a valid number",
                "proc.name bcontains cafe|filter error: 'bcontains' operator not supported for string filters",
                "evt.buffer bcontains caf|filter error: bcontains and bstartswith operator support hex strings only",
                "evt.buffer glob x|filter error: 'glob' operator not supported for buffer filters",
                "fd.types = file|filter error: '=' operator not supported list filters",
                "proc.nosuch=x|filter_check called with nonexistent field proc.nosuch",
                "proc.name[1]=x|filter_check called with nonexistent field proc.name[1]",
                "proc.aname[x]=1|filter_check called with nonexistent field proc.aname[x]",
                "evt.arg=1|filter syntax error: evt.arg",
                "evt.arg.nosuch=1|unknown event argument nosuch",
                "evt.arg.flagsy=1|filter_check called with nonexistent field evt.arg.flagsy",
                "evt.arg[x]=1|x is not a valid number",
                "evt.rawarg[1]=1|evt.arg fields must be expressed explicitly",
                "evt.rawarg.tuple=x|filter error: '=' operator not supported for type 'SOCKTUPLE'",
                "evt.type.is.nosuch=1|filter_check called with nonexistent field evt.type.is.nosuch",
                "evt.type=nosuch|unknown event type nosuch",
                "evt.type startswith op|unknown event type op",
                "tolower(evt.type) startswith o|unknown event type o",
                "len(evt.type) > 3|unknown event type 3",
                "tolower(evt.type) = nosuch|unknown event type nosuch",
                "evt.rawarg.data bcontains 61|wrong parameter type 10",
                "evt.rawarg.data bcontains 6|filter error: bcontains and bstartswith operator support hex strings only",
                "evt.around[5] < 7|evt.around supports only '=' comparison operator",
                "evt.around[5] < 0x7|0x7 is not a valid number",
                "evt.around[x] = 1|x is not a valid number",
                "evt.around = 1|filter syntax error: evt.around",
                "evt.around.x = 1|wrong syntax for evt.around",
                "evt.abspath.other = x|filter_check called with nonexistent field evt.abspath.other",
                "evt.argx = 1|filter syntax error: evt.argx",
                "evt.argx.y[1] = 1|filter syntax error: evt.argx.y[1]",
                "thread.cgroup[cpu] = x|filter syntax error: thread.cgroup[cpu]",
                "fd.types[x] in (file)|x is not a valid number",
                "evt.arg['1]x'] = 1|filter_check called with nonexistent field evt.arg[1]x]",
                "evt.arg['x]1'] = 1|x is not a valid number",
                "proc.env['a]b'] = 1|filter_check called with nonexistent field proc.env[a]b]",
                "tolower(fd.num)=a|can't add field transformer: type 'INT64' is not supported by 'tolower' transformer applied on field 'fd.num'",
                "tolower(proc.aname[1])=a|field 'proc.aname' does not support transformers",
                "proc.name=val(fd.num)|field 'proc.name' has type 'CHARBUF' while the right-hand side field 'fd.num' has incompatible type 'INT64'",
                "proc.name=val(fd.types)|field 'proc.name' has type 'CHARBUF' while the right-hand side field 'fd.types' has incompatible type 'CHARBUF (list)'",
                "proc.name=val(proc.aname)|field 'proc.aname' can't be used as a right-hand side field",
                "proc.aname=val(proc.name)|field 'proc.aname' doesn't support right-hand side fields",
                "fd.net=val(fd.net)|field type 'IPNET' doesn't support right-hand side fields",
                "proc.name regex val(fd.name)|operator 'REGEX' doesn't support right-hand side fields",
                "proc.name regex '['|invalid regex pattern: missing ]: [",
                "proc.name regex 'a(?=b)'|invalid regex pattern: no argument for repetition operator: ?",
                "concat(proc.name)=a|unknown field transfomer 'concat'",
                "concat(proc.name,fd.num)=a|concat() arguments must be strings",
                "getopt(proc.name,\"a\")=x|getopt() first argument must be a list",
                "join(\",\",proc.name)=x|join() second argument must be a list",
                "evt.type=val(syscall.type)|right-hand field comparisons on `evt.type`/`syscall.type` checks are not supported by event code search",
                "tolower(evt.type)=open|event code search does not support `evt.type` checks with transformers",
            })
    void refusesWhatDoesNotFit(String text, String message) {
        assertThat(Conditions.refusal(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc.name in ()",
                "evt.arg.name=x",
                "evt.arg[0]=x",
                "evt.rawarg.res < 0",
                "proc.env[HOME]=/root",
                "thread.cgroup.cpu=/",
                "evt.type.is.open=1",
                "evt.type in (open, gettid)",
                "len(proc.name) > 3",
                "len(fd.types) = 3",
                "b64(evt.buffer) contains x",
                "concat(proc.name, \"x\")=ax",
                "join(\",\", (proc.name, fd.num, 'b')) = a",
                "getopt(fd.types, \"a:b\")[a] = x",
                "fd.types intersects (file, ipv4)",
                "tolower(evt.type) startswith open",
                "evt.type = ''",
                "evt.around[-5] = 1000",
                "evt.abspath.dst = x",
                "evt.abspath = x",
                "fd.types[3] in (file)",
                "proc.name = val(proc.pname)",
                "proc.name = \"<NA>\"",
                "fd.ip in (1.2.3.4, \"::1\")",
                "not proc.name exists",
            })
    void acceptsWhatFits(String text) {
        assertThat(Conditions.refusal(text)).isEqualTo("accepted");
    }

    @Test
    void constantsHaveTheTypeOfTheField() throws FilterException {
        assertThat(right("fd.num = -1")).isEqualTo(new Right.Value(new Constant.Number(-1)));
        assertThat(right("user.uid = -1")).isEqualTo(new Right.Value(new Constant.Number(0xffff_ffffL)));
        assertThat(right("proc.duration > 18446744073709551615")).isEqualTo(new Right.Value(new Constant.Number(-1)));
        assertThat(right("fd.sport = ssh")).isEqualTo(new Right.Value(new Constant.Number(22)));
        assertThat(right("proc.fdusage > 2")).isEqualTo(new Right.Value(new Constant.Decimal(2)));
        assertThat(right("proc.is_exe_writable = true")).isEqualTo(new Right.Value(new Constant.Truth(true)));
        assertThat(right("evt.buffer bcontains CAfe"))
                .isEqualTo(new Right.Value(new Constant.Bytes(new byte[] {(byte) 0xca, (byte) 0xfe})));
        assertThat(right("fd.net = 10.1.0.0/16"))
                .isEqualTo(new Right.Value(new Constant.Network(new Constant.Address(new byte[] {10, 1, 0, 0}), 16)));
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        assertThat(right("fd.ip = ::1")).isEqualTo(new Right.Value(new Constant.Address(loopback)));
    }

    @Test
    void listsKeepOrderAndQuantifier() throws FilterException {
        assertThat(right("proc.name startswith anyof (b, a, b)"))
                .isEqualTo(new Right.Values(List.of(text("b"), text("a"), text("b")), Quantifier.ANYOF));
        assertThat(right("proc.name in (x)")).isEqualTo(new Right.Values(List.of(text("x")), Quantifier.NONE));
        assertThat(right("proc.name in x")).isEqualTo(new Right.Values(List.of(text("x")), Quantifier.NONE));
    }

    private static Constant text(String text) {
        return new Constant.Bytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void equalChecksAreEqualWhereverTheyStand() throws FilterException {
        Condition twice = Conditions.check("proc.name=a and (fd.num=1 or proc.name = 'a')")
                .condition();
        Condition.And and = (Condition.And) twice;
        Condition.Or or = (Condition.Or) and.children().get(1);
        assertThat(and.children().get(0))
                .isEqualTo(or.children().get(1))
                .hasSameHashCodeAs(or.children().get(1));
    }

    @Test
    void rawParametersHaveTheParametersType() throws FilterException {
        Condition.Check check =
                (Condition.Check) Conditions.check("evt.rawarg.res < 0").condition();
        assertThat(check.left()).isInstanceOf(Expression.Field.class);
        assertThat(check.left().type()).isEqualTo(ParamType.ERRNO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proc.name = proc.pname|'proc.pname' may be a valid field misused as a const string value",
                "proc.name = 'tolower(proc.pname)'|'tolower(proc.pname)' may be a valid field transformer misused as a const string value",
                "proc.name regex 'abc.*'|regex check with 'abc.*' may be optimized with simpler operators such as '=', 'contains', 'startswith', 'endswith'",
            })
    void warnsOfValuesThatLookLikeMistakes(String text, String message) throws FilterException {
        assertThat(Conditions.check(text).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc.name = a.b", "proc.name regex 'a[bc]d'", "proc.name = 'x(y)'"})
    void doesNotWarnOfPlainValues(String text) throws FilterException {
        assertThat(Conditions.check(text).warnings()).isEmpty();
    }
}
