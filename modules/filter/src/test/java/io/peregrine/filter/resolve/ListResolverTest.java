package io.peregrine.filter.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.MappedText;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListResolverTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "f in (l)|a,b|f in ( a, b )",
                "f in (l, l)|a|f in ( a , a )",
                "f in (x,l,y)|a|f in (x, a ,y)",
                "f in ( l )|a|f in ( a )",
                "f=l|a|f= a ",
                "f in (ll, l.x, xl)|a|-",
                "f = 'l'|a|-",
                "f = ' l '|a|f = ' a '",
                "f in (l)|b c|f in ( \"b c\" )",
                "f in (l)|'b c'|f in ( 'b c' )",
                "f in (x, l)||f in (x  )",
                "f in (l, x)||f in (   x)",
                "f in (l)||f in (  )",
                "f in (l)|l|f in ( l )",
                "l|a,b|a, b ",
                "f in (l l)|a|f in ( a a )",
            })
    void namesBetweenDelimitersAreReplaced(String condition, String items, String expected) throws Exception {
        List<MappedText> list = items == null || items.isEmpty()
                ? List.of()
                : Arrays.stream(items.split(",")).map(MappedText::unmapped).toList();
        String result = ListResolver.substitute(MappedText.unmapped(condition), ListText.of("l", list))
                .map(MappedText::text)
                .orElse("-");
        assertThat(result.strip()).isEqualTo(expected);
    }
}
