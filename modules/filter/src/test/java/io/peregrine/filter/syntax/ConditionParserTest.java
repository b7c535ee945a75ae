package io.peregrine.filter.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.diagnostics.MappedText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {
    private static Expr parse(String text) throws FilterException {
        return ConditionParser.parse(MappedText.unmapped(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.b=1 or a.b=2 and m|(a.b = 1 or (a.b = 2 and m))",
                "a.b=1 or(m)or(n)|(a.b = 1 or m or n)",
                "not not m|m",
                "not not not m|not m",
                "not(m)|not m",
                "not not(m)|m",
                "not\fm|not m",
                "not \u000b\bm|not m",
                "a.b in(x,y)|a.b in (x, y)",
                "a.b in ()|a.b in ()",
                "a.b in x|a.b in x",
                "a.b pmatch('/x y')|a.b pmatch (\"/x y\")",
                "a.b==x|a.b == x",
                "a.b=x:/<>!|a.b = x:/<>!",
                "a.b startswith oneof (x, y)|a.b startswith oneof (x, y)",
                "a.b = anyof|a.b = anyof",
                "a.b = anyof and m|(a.b = anyof and m)",
                "a.b = anyof list|a.b = anyof list",
                "a.b[2]=x|a.b[2] = x",
                "a.b['x y']=x|a.b[\"x y\"] = x",
                "a.b = ''|a.b = \"\"",
                "a.b = \"x\\ty\"|a.b = \"x\\ty\"",
                "a.b = 'it\\'s'|a.b = \"it's\"",
                "a.b = \"x\\ y\"|a.b = \"x\\\\y\"",
                "a.b < -1.5e+3|a.b < -1.5e+3",
                "a.b >= 0x1F|a.b >= 0x1F",
                "a.b = val(c.d)|a.b = val(c.d)",
                "tolower( basename(a.b) ) = x|tolower(basename(a.b)) = x",
                "join(\"-\", (a.b, 'x', 3)) = x|join(\"-\",(a.b,\"x\",3)) = x",
                "getopt(a.b, \"ab:\")[b] = x|getopt(a.b,\"ab:\")[b] = x",
                "a.b = \"runc:[1:CHILD]\"|a.b = runc:[1:CHILD]",
                "a.b exists and m|(a.b exists and m)",
                "andy|andy",
            })
    void readsWhatTheLanguageAllows(String text, String printed) throws FilterException {
        assertThat(Printer.print(parse(text))).isEqualTo(printed);
        assertThat(Printer.print(parse(printed))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|0|filter input string is empty",
                "a.b|3|expected a valid check operator: one of",
                "a.b contains|4|expected a valid check operator: one of",
                "a.b < x|6|expected a number value",
                "a.b[ 1 ]=x|4|expected a valid field argument",
                "a.b[1=x|7|expected a ']' token",
                "(m|2|expected a ')' token",
                "m n|2|unexpected token after 'm', expecting 'or', 'and'",
                "not\bm|4|unexpected token after 'not', expecting 'or', 'and'",
                "m and\fm|5|expected blank or '(' after 'and'",
                "a.b = 'x\0y'|6|expected a string value",
                "m orn|4|expected blank or '(' after 'or'",
                "'x' = y|0|expected a '(' token, a field check, or an identifier",
                "a.b in (x y)|10|expected a ')' token",
                "a.b in (x,)|10|expected a string value",
                "a.b = \"x|6|expected a string value",
                "a.b = \"x\\qy\"|12|unsupported string escape sequence: \\q",
                "a.b = \"x\\'y\"|12|invalid \\' escape in \"-quoted string",
                "a.b = val(tolower(c.d))|10|expected a field within 'val' transformer",
                "tolower(x) = y|8|expected field transformer argument",
            })
    void saysWhereReadingStopped(String text, int position, String message) {
        assertThatThrownBy(() -> parse(text == null ? "" : text)).isInstanceOfSatisfying(FilterException.class, e -> {
            assertThat(e.getMessage()).startsWith(message);
            assertThat(e.position()).isEqualTo(position);
        });
    }

    @Test
    void nestingIsBounded() throws FilterException {
        assertThat(parse("(".repeat(250) + "m" + ")".repeat(250))).isInstanceOf(Expr.MacroUse.class);
        assertThatThrownBy(() -> parse("(".repeat(100_000)))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("depth");
        assertThatThrownBy(() -> parse("len(".repeat(100_000)))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("depth");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextIsParsedOrRefused(long seed) throws FilterException {
        String[] pieces = {
            "a.b",
            "evt.type",
            "=",
            "!=",
            " ",
            " in ",
            "(",
            ")",
            ",",
            "'",
            "\"",
            "\\",
            "and ",
            "or ",
            "not ",
            "x",
            "1",
            "[",
            "]",
            "val(",
            "tolower(",
            "oneof ",
            "exists",
            "\n",
            "\u00e9",
            "\0",
            "<",
            "0x",
            "-"
        };
        Random random = new Random(seed);
        int parsed = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Expr expr = parse(text.toString());
                parsed++;
                assertThat(expr.origin().start())
                        .isLessThanOrEqualTo(expr.origin().end());
                assertReparses(expr);
            } catch (FilterException e) {
                assertThat(e.position()).isBetween(0, text.length());
            }
        }
        assertThat(parsed).isPositive();
    }

    private static void assertReparses(Expr expr) {
        String printed = Printer.print(expr);
        try {
            assertThat(Printer.print(parse(printed))).isEqualTo(printed);
        } catch (FilterException e) {
            throw new AssertionError("does not parse again: " + printed, e);
        }
    }
}
