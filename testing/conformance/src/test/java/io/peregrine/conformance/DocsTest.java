package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code peregrine docs}: rules as one page. */
class DocsTest {
    @TempDir
    Path folder;

    @Test
    void shippedRulesBecomeOnePageThatNeedsNothingElse() throws IOException {
        String page = render("../../rules");

        assertThat(page)
                .contains("<h1>Techniques</h1>")
                .contains("OS Credential Dumping: /etc/passwd and /etc/shadow")
                .contains("<span class=\"passed\">")
                .doesNotContain("<span class=\"failed\">")
                .doesNotContain(" src=")
                .doesNotContain("<link")
                .doesNotContain("url(")
                .doesNotContain("@import");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        String page = render("../../rules");

        List<String> lost = new ArrayList<>();
        Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
        int seen = 0;
        while (links.find()) {
            seen++;
            if (!page.contains(" id=\"" + links.group(1) + "\"")) {
                lost.add(links.group(1));
            }
        }
        assertThat(seen).isPositive();
        assertThat(lost).isEmpty();
    }

    @Test
    void textsOfRulesAreTextsOfThePage() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: <script>alert(1)</script>
                  desc: "</style> & \\"quoted\\""
                  condition: evt.type = open and fd.name = "<b>"
                  output: x
                  priority: INFO
                """);

        assertThat(render(rules.toString()))
                .doesNotContain("<script>alert")
                .doesNotContain("<b>\"")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;/style&gt; &amp; &quot;quoted&quot;");
    }

    @Test
    void rulesThatDoNotLoadAreRefused() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "- macro: m\n");

        Engine.Result result =
                Engine.run(List.of("docs", "-o", folder.resolve("out").toString(), rules.toString()), Map.of());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private String render(String rules) throws IOException {
        Path out = folder.resolve("out");
        Engine.Result result = Engine.run(List.of("docs", "-o", out.toString(), rules), Map.of());
        assertThat(result.exit()).as(result.err()).isZero();
        return Files.readString(out.resolve("index.html"));
    }
}
