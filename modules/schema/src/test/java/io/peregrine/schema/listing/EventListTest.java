package io.peregrine.schema.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import org.junit.jupiter.api.Test;

/** The list of event types in its three forms. */
class EventListTest {
    private static final EventList LIST = new EventList(event -> event.code() != EventCodes.SYSCALL_READ_X);

    @Test
    void textHasALinePerEventUnderItsKind() {
        String text = LIST.render(ListFormat.TEXT);
        assertThat(text)
                .startsWith("The events below are valid for Falco *Schema Version*: 4.5.1\n## Syscall events\n\n");
        assertThat(text).contains("\n## Tracepoint events\n\n", "\n## Plugin events\n\n", "\n## Metaevents\n\n");
        assertThat(text).contains("\n< close(ERRNO **res**, FD **fd**)\n");
        assertThat(text).contains("FLAGS32 **flags**: O_LARGEFILE, O_DIRECTORY");
        assertThat(text).contains("\n> restart_syscall(").doesNotContain("> unknown(");
    }

    @Test
    void markdownTellsWhatIsSelected() {
        String markdown = LIST.render(ListFormat.MARKDOWN);
        assertThat(markdown)
                .contains("\nNo | `<` | `read` | ")
                .contains("\nYes | `<` | `close` | ERRNO **res**, FD **fd**\n");
    }

    @Test
    void jsonHasTheSameEvents() {
        String json = LIST.render(ListFormat.JSON);
        assertThat(json).contains("  \"schema_version\": \"4.5.1\"\n}\n");
        assertThat(json).contains("      \"name\": \"close\",\n      \"params\": [\n");
    }
}
