package io.peregrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapChoiceTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path rules(String name, int bytes) throws Exception {
        return Files.writeString(folder.resolve(name), "#".repeat(bytes));
    }

    @Test
    void anItemOfAListNeedsLittleMoreThanItsTextHoweverItIsWritten() throws Exception {
        String addresses = "    - 192.168.100.200\n".repeat(1_000_000);
        Path block = Files.writeString(folder.resolve("block.yaml"), "- list: a\n  items:\n" + addresses);
        Path flow = Files.writeString(
                folder.resolve("flow.yaml"), "- list: a\n  items: [" + "192.168.100.200, ".repeat(1_000_000) + "x]\n");

        assertThat(HeapChoice.roomForRules(Set.of(block))).isBetween(20L, 200L);
        assertThat(HeapChoice.roomForRules(Set.of(flow))).isBetween(10L, 200L);
    }

    @Test
    void smallRulesNeedNoRoom() throws Exception {
        assertThat(HeapChoice.roomForRules(Set.of(rules("a.yaml", MEGABYTE)))).isZero();
    }

    @Test
    void whatIsBeyondAMegabyteNeedsThirtyTwoTimesItsSizeFilesOfAFolderIncluded() throws Exception {
        rules("a.yaml", MEGABYTE);
        rules("b.yml", 2 * MEGABYTE);
        rules("c.txt", 4 * MEGABYTE);
        rules("d.yaml", 1000);

        assertThat(HeapChoice.roomForRules(Set.of(folder))).isEqualTo(64);
    }
}
