package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventLayout;
import io.peregrine.event.NativeHeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The structures that the programs and Java share lie in memory as both sides say: each member is written by the Java side alone into zeros,
 * and has to fill exactly the bytes that the object file's type information gives to the member of that name. No member may be left out.
 */
class LayoutTest {
    private static final int LAST_NUMBER = SettingsLayout.CALL_NUMBERS - 1;

    /** What writes one member of a structure with all bits set: an array in its first and its last element. */
    private static final Map<String, List<Consumer<MemorySegment>>> SETTINGS = settings();

    private static Map<String, List<Consumer<MemorySegment>>> settings() {
        Map<String, List<Consumer<MemorySegment>>> members = new LinkedHashMap<>();
        members.put("epoch", List.of(m -> SettingsLayout.epoch(m, -1)));
        members.put("owner", List.of(m -> SettingsLayout.owner(m, -1)));
        members.put("snaplen", List.of(m -> SettingsLayout.snaplen(m, -1)));
        members.put("drop_failed", List.of(m -> SettingsLayout.dropFailed(m, true)));
        members.put("token", List.of(m -> SettingsLayout.token(m, -1)));
        members.put("session", List.of(m -> SettingsLayout.session(m, -1)));
        members.put("compat_seen", List.of(m -> SettingsLayout.compatSeen(m, true)));
        members.put("interest", row((m, number) -> SettingsLayout.interest(m, number, -1), LAST_NUMBER));
        members.put("native", row((m, number) -> SettingsLayout.nativeNumber(m, number, -1), LAST_NUMBER));
        members.put(
                "socketcall",
                row((m, call) -> SettingsLayout.socketcall(m, call, -1), SettingsLayout.SOCKET_CALLS - 1));
        members.put("identity", row((m, number) -> SettingsLayout.identity(m, number, -1), LAST_NUMBER));
        members.put("entry", row((m, number) -> SettingsLayout.entry(m, number, -1), LAST_NUMBER));
        members.put("entry_compat", row((m, number) -> SettingsLayout.compatEntry(m, number, -1), LAST_NUMBER));
        return members;
    }

    /** Writes one element of an array. */
    private interface Element {
        void write(MemorySegment memory, int index);
    }

    private static List<Consumer<MemorySegment>> row(Element element, int last) {
        return List.of(memory -> element.write(memory, 0), memory -> element.write(memory, last));
    }

    private static TypeInformation types(String object, Architecture machine) throws Exception {
        return TypeInformation.of(machine.objectFile(object, ProgramFile.ANY_KERNEL));
    }

    @ParameterizedTest
    @CsvSource({"peregrine, X86_64", "peregrine, AARCH64", "iterators, X86_64", "iterators, AARCH64"})
    void settings(String object, Architecture machine) throws Exception {
        CStructure settings = types(object, machine).structure("settings");
        assertThat(settings.size()).isEqualTo((int) SettingsLayout.SIZE);
        assertThat(SETTINGS.keySet())
                .containsExactlyElementsOf(settings.members().keySet());
        SETTINGS.forEach((name, writers) -> {
            CStructure.Member member = settings.members().get(name);
            int element = member.size() / (writers.size() == 1 ? 1 : elements(name));
            assertThat(written(settings, writers.getFirst()))
                    .as("where Java writes the first of " + name)
                    .isEqualTo(new CStructure.Member(member.offset(), element));
            assertThat(written(settings, writers.getLast()))
                    .as("where Java writes the last of " + name)
                    .isEqualTo(new CStructure.Member(member.offset() + member.size() - element, element));
        });
        MemorySegment memory = MemorySegment.ofArray(new long[settings.size() / 8]);
        memory.set(ValueLayout.JAVA_INT, settings.members().get("owner").offset(), 4711);
        assertThat(SettingsLayout.owner(memory)).isEqualTo(4711);
    }

    private static int elements(String row) {
        return row.equals("socketcall") ? SettingsLayout.SOCKET_CALLS : SettingsLayout.CALL_NUMBERS;
    }

    /** The bytes that are no longer zero, where a number that is not all ones fills its whole place. */
    private static CStructure.Member written(CStructure in, Consumer<MemorySegment> writer) {
        MemorySegment memory = MemorySegment.ofArray(new long[(in.size() + 7) / 8]);
        writer.accept(memory);
        byte[] bytes = memory.toArray(ValueLayout.JAVA_BYTE);
        int first = 0;
        while (bytes[first] == 0) {
            first++;
        }
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        boolean isFlag = end == first + 1 && bytes[first] == 1;
        return new CStructure.Member(first, isFlag ? Integer.BYTES : end - first);
    }

    @ParameterizedTest
    @CsvSource({"peregrine, X86_64", "peregrine, AARCH64"})
    void counters(String object, Architecture machine) throws Exception {
        CStructure row = types(object, machine).structure("counters");
        Map<String, CStructure.Member> members = new LinkedHashMap<>(row.members());
        assertThat(members.remove("values")).isEqualTo(new CStructure.Member(0, row.size()));
        assertThat(members.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Counter.values()).map(Counter::name).toList());
        members.forEach((name, member) -> {
            MemorySegment rows = MemorySegment.ofArray(new long[2 * row.size() / 8]);
            rows.set(ValueLayout.JAVA_LONG, row.size() + member.offset(), -1);
            assertThat(member.size()).isEqualTo(Long.BYTES);
            ProbeCounters read = ProbeCounters.read(rows, 1, 1);
            for (Counter counter : Counter.values()) {
                assertThat(read.get(counter))
                        .as(name + " of the second row, read as " + counter)
                        .isEqualTo(counter.name().equals(name) ? -1 : 0);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"peregrine, X86_64", "peregrine, AARCH64"})
    void filter(String object, Architecture machine) throws Exception {
        CStructure filter = types(object, machine).structure("filter");
        assertThat(filter.members().keySet()).containsExactly("suffixes", "behind", "families", "kinds", "keepers");
        assertThat(written(filter, memory -> FilterLayout.suffixes(memory, true)))
                .isEqualTo(filter.members().get("suffixes"));
        assertThat(written(filter, FilterLayout::behind))
                .isEqualTo(filter.members().get("behind"));
        Set<Integer> everyFamily = IntStream.range(0, Long.SIZE).boxed().collect(Collectors.toSet());
        assertThat(written(filter, memory -> FilterLayout.families(memory, everyFamily)))
                .isEqualTo(filter.members().get("families"));
        CStructure.Member kinds = filter.members().get("kinds");
        assertThat(kinds.size()).isEqualTo(SettingsLayout.CALL_NUMBERS);
        assertThat(written(filter, memory -> FilterLayout.kinds(memory, LAST_NUMBER, -1)))
                .isEqualTo(new CStructure.Member(kinds.offset() + LAST_NUMBER, 1));
        assertThat((long) types(object, machine).structure("left_out").size()).isEqualTo(FilterLayout.ROW);
        assertThat(FilterLayout.prefix(ByteString.of("/etc")))
                .hasSize(types(object, machine).structure("prefix").size())
                .startsWith(8 * 4, 0, 0, 0, '/', 'e', 't', 'c', 0);
        assertThat(FilterLayout.suffix(ByteString.of(".key")))
                .hasSize(types(object, machine).structure("suffix").size())
                .startsWith(8 * 4, 0, 0, 0, 'y', 'e', 'k', '.', 0);
    }

    /** What a record of a ring and one of an iterator begin with. */
    @ParameterizedTest
    @CsvSource({"peregrine, X86_64", "peregrine, AARCH64", "iterators, X86_64", "iterators, AARCH64"})
    void headerOfRecords(String object, Architecture machine) throws Exception {
        CStructure header = types(object, machine).structure("event_header");
        assertThat(header.size()).isEqualTo(EventLayout.HEADER_SIZE);
        assertThat(header.members().keySet()).containsExactly("time", "thread", "length", "code", "params");
        byte[] event = new byte[header.size()];
        for (int i = 0; i < header.size(); i++) {
            event[i] = (byte) (0x81 + i);
        }
        Map<String, Long> read = Map.of(
                "time", EventLayout.timestamp(event, 0),
                "thread", EventLayout.tid(event, 0),
                "length", EventLayout.length(event, 0),
                "code", (long) EventLayout.code(event, 0),
                "params", EventLayout.paramCount(event, 0));
        header.members()
                .forEach((name, member) -> assertThat(read.get(name))
                        .as("what Java reads as " + name)
                        .isEqualTo(number(MemorySegment.ofArray(event), member)));
        MemorySegment raw = MemorySegment.ofArray(event);
        assertThat(NativeHeader.timestamp(raw, 0)).isEqualTo(read.get("time"));
        assertThat(NativeHeader.length(raw, 0)).isEqualTo(read.get("length"));
        assertThat((long) NativeHeader.code(raw, 0)).isEqualTo(read.get("code"));
        assertThat(NativeHeader.paramCount(raw, 0)).isEqualTo(read.get("params"));
        byte[] again = new byte[header.size()];
        EventLayout.putHeader(
                again,
                0,
                new EventLayout.Header(
                        read.get("time"),
                        read.get("thread"),
                        read.get("length").intValue(),
                        read.get("code").intValue(),
                        read.get("params").intValue()));
        assertThat(again).isEqualTo(event);
    }

    /** The little-endian number in a member, unsigned where it has less than eight bytes. */
    private static long number(MemorySegment memory, CStructure.Member member) {
        long value = 0;
        for (int i = member.size() - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(memory.get(ValueLayout.JAVA_BYTE, member.offset() + i));
        }
        return value;
    }
}
