package io.peregrine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.filter.syntax.FilterException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told to do about a condition that is refused. */
class HintsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proc.nme = x|did you mean 'proc.name'?",
                "container.id = x|the fields container.* come from the plugin container, which is not loaded",
                "proc.aname[x] = 1|write a number in brackets: proc.aname[1]",
                "proc.name[1] = x|proc.name takes no argument",
                "evt.arg = 1|name a parameter, such as evt.arg.fd, or number it: evt.arg[0]",
                "evt.arg.nosuch = 1|peregrine --list-events shows the parameters of all events",
                "proc.name|a field alone is no condition: compare it, or write 'exists' behind it",
                "proc.name contains|a blank must follow 'contains'",
                "proc.name contians x|did you mean 'contains'?",
                "proc.name is x|did you mean 'in'?",
                "proc.name equals x|'equals' is no operator; compare with = or !=",
                "tolowr(proc.name) = x|there is no transformer 'tolowr'; did you mean 'tolower'?",
                "nosuchthing(proc.name) = x|there is no transformer 'nosuchthing'; known are val, tolower",
                "proc.name ~ x|compare with = or !=",
                "proc.name = \"x|this quote is never closed",
                "proc.name = (x)|a list may follow in, intersects, pmatch, and the words oneof, anyof and allof",
                "proc.name = |write a value",
                "proc.name = '\\q'|known are",
                "proc.name in (x y)|close the parenthesis; the values of a list are separated by commas",
                "proc.name in 'x'|write the values in parentheses",
                "fd.num < x|a number must stand behind",
                "proc.name=x AND proc.name=y|write 'and' in small letters",
                "proc.name=x && proc.name=y|write 'and' and 'or' in words",
                "proc.name=x)|this parenthesis was never opened",
                "proc.name=a b|join conditions by 'and' or 'or'",
                "proc.name=x and|a comparison such as proc.name = cat, a macro, or a condition in parentheses must stand here",
                "fd.num = 1s|write a decimal number; units such as 1s are unknown",
                "proc.fdusage > 0.5|write a whole number",
                "proc.is_exe_writable = 1|write true or false",
                "fd.sport = nosuch|write a number up to 65535 or the name of a service",
                "fd.ip = 10.0.0.0/8|write an address",
                "fd.net = 10.0.0.1|write a network",
                "evt.buffer bcontains 6|write two hexadecimal digits for each byte",
                "proc.name regex '\\\\d'|the syntax is that of POSIX",
                "evt.type = opne|did you mean 'open'?",
                "tolower(evt.type) = open|compare the field itself with names",
                "fd.types = file|here may stand exists, in, intersects",
                "evt.around[5] < 7|write =",
                "tolower(fd.num) = a|tolower takes text",
                "concat(proc.name) = a|concat takes two texts or more",
                "proc.name = val(fd.num)|compare fields of the same type",
            })
    void sayWhatToWrite(String text, String hint) {
        assertThatThrownBy(() -> Conditions.check(text))
                .isInstanceOfSatisfying(
                        FilterException.class,
                        e -> assertThat(e.hint().orElse("none")).startsWith(hint));
    }
}
