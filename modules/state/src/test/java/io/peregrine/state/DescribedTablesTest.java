package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.ByteString;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables as plugins see them: what they list, how they are read, written, added to and gone through. */
class DescribedTablesTest {
    private final Scenario scenario = new Scenario();
    private Table threads;

    @BeforeEach
    void aThreadThatOpenedAFile() {
        scenario.event(
                100,
                EventCodes.SYSCALL_EXECVE_19_X,
                "res",
                0,
                "exe",
                "cat",
                "args",
                "a\0b\0",
                "tid",
                100,
                "pid",
                100,
                "ptid",
                1,
                "comm",
                "cat",
                "cgroups",
                "cpuset=/a\0memory=/b\0",
                "env",
                "HOME=/root\0",
                "uid",
                5,
                "trusted_exepath",
                "/bin/cat");
        scenario.event(
                100,
                EventCodes.SYSCALL_OPEN_X,
                "fd",
                3,
                "name",
                "/etc/hosts",
                "flags",
                1,
                "mode",
                0,
                "dev",
                8,
                "ino",
                77);
        threads = scenario.tables.threadTable();
    }

    @Test
    void threadsListTheFieldsOfFalco() {
        assertThat(threads.name()).isEqualTo("threads");
        assertThat(threads.keyType()).isEqualTo(ValueType.INT64);
        assertThat(threads.fields())
                .hasSize(32)
                .extracting(TableField::name)
                .doesNotHaveDuplicates()
                .contains("tid", "exe_ino_mtime", "pidns_init_start_ts", "file_descriptors");
        assertThat(threads.fields())
                .filteredOn(TableField::readOnly)
                .extracting(TableField::name)
                .containsExactlyInAnyOrder("cwd", "args", "env", "cgroups", "file_descriptors");
    }

    @Test
    void entriesAreReadAndWritten() throws TableException {
        TableEntry thread = threads.get(100);

        assertThat(thread.text(threads.field("comm", ValueType.STRING))).isEqualTo(ByteString.of("cat"));
        assertThat(thread.number(threads.field("uid", ValueType.UINT32))).isEqualTo(5);

        thread.setText(threads.field("comm", ValueType.STRING), ByteString.of("dog"));
        thread.setNumber(threads.field("exe_upper_layer", ValueType.BOOL), 7);

        assertThat(scenario.thread(100).comm()).isEqualTo(ByteString.of("dog"));
        assertThat(scenario.thread(100).program().executable().has(Executable.UPPER_LAYER))
                .isTrue();
        assertThatThrownBy(() -> thread.setText(threads.field("cwd", ValueType.STRING), ByteString.EMPTY))
                .hasMessage("can't set a read-only static struct field: cwd");
        assertThatThrownBy(() -> threads.get(5)).hasMessage("get_entry found no element at given key");
    }

    @Test
    void fieldsAreAddedAlsoLate() throws TableException {
        TableField count = threads.addField("count", ValueType.UINT32);
        TableEntry thread = threads.get(100);

        assertThat(thread.number(count)).isZero();
        thread.setNumber(count, -1);
        assertThat(thread.number(count)).isEqualTo(0xffffffffL);
        assertThat(threads.addField("count", ValueType.UINT32)).isEqualTo(count);
        TableField note = threads.addField("note", ValueType.STRING);
        thread.setText(note, ByteString.of("x"));
        assertThat(thread.text(note)).isEqualTo(ByteString.of("x"));
        assertThatThrownBy(() -> threads.addField("count", ValueType.STRING))
                .hasMessage(
                        "multiple definitions of dynamic field with different types in struct: count, prevtype=uint32, newtype=string");
        assertThatThrownBy(() -> threads.addField("comm", ValueType.STRING))
                .hasMessage("can't add dynamic field already defined as static: comm");
    }

    @Test
    void theContainerOfAThreadIsAnAddedField() throws TableException {
        TableField container = scenario.tables.threads().slots().addContainer();
        scenario.thread(100).setSlot(ThreadSlots.CONTAINER_ID, ByteString.of("0123456789ab"));

        assertThat(threads.get(100).text(container)).isEqualTo(ByteString.of("0123456789ab"));
        assertThat(StateTables.containerOf(scenario.thread(100))).isEqualTo(ByteString.of("0123456789ab"));
    }

    @Test
    void threadsAreMadeAndErased() throws TableException {
        TableEntry made = threads.create();
        made.setNumber(threads.field("pid", ValueType.INT64), 200);
        made.setNumber(threads.field("ptid", ValueType.INT64), 100);
        made.setText(threads.field("comm", ValueType.STRING), ByteString.of("child"));
        TableEntry added = threads.add(200, made);

        assertThat(added.number(threads.field("tid", ValueType.INT64))).isEqualTo(200);
        assertThat(scenario.tables.threads().parentOf(scenario.thread(200))).isEqualTo(scenario.thread(100));

        threads.erase(200);
        assertThat(added.text(threads.field("comm", ValueType.STRING))).isEqualTo(ByteString.of("child"));
        assertThatThrownBy(() -> threads.erase(200)).hasMessage("table entry not found");
    }

    @Test
    void descriptorsHangAtTheThread() throws TableException {
        Table descriptors = threads.get(100).table(threads.field("file_descriptors", ValueType.TABLE));
        TableField name = descriptors.field("name", ValueType.STRING);
        TableField mark = descriptors.addField("mark", ValueType.INT8);
        TableEntry file = descriptors.get(3);

        assertThat(file.text(name)).isEqualTo(ByteString.of("/etc/hosts"));
        assertThat(file.number(descriptors.field("ino", ValueType.UINT64))).isEqualTo(77);
        file.setNumber(mark, 300);
        assertThat(descriptors.get(3).number(mark)).isEqualTo(44);
        file.setText(name, ByteString.of("/etc/other"));
        assertThat(scenario.thread(100).descriptor(3).name()).isEqualTo(ByteString.of("/etc/other"));

        TableEntry made = descriptors.create();
        made.setNumber(descriptors.field("socket_ipv4_dst_port", ValueType.UINT16), 443);
        assertThat(descriptors.add(9, made).number(descriptors.field("socket_ipv4_dst_port", ValueType.UINT16)))
                .isEqualTo(443);
        scenario.event(100, EventCodes.SYSCALL_CLOSE_X, "res", 0, "fd", 3);
        scenario.event(100, EventCodes.SYSCALL_OPEN_X, "fd", 3, "name", "/etc/passwd", "flags", 1);
        assertThat(descriptors.get(3).number(mark))
                .as("another descriptor begins anew")
                .isZero();
    }

    @Test
    void textsAreTablesToo() throws TableException {
        TableEntry thread = threads.get(100);
        Table args = thread.table(threads.field("args", ValueType.TABLE));
        Table cgroups = thread.table(threads.field("cgroups", ValueType.TABLE));

        assertThat(args.get(1).text(args.field("value", ValueType.STRING))).isEqualTo(ByteString.of("b"));
        assertThat(cgroups.get(1).text(cgroups.field("first", ValueType.STRING)))
                .isEqualTo(ByteString.of("memory"));
        assertThat(cgroups.get(1).text(cgroups.field("second", ValueType.STRING)))
                .isEqualTo(ByteString.of("/b"));

        args.add(3, args.create()).setText(args.field("value", ValueType.STRING), ByteString.of("d"));
        assertThat(scenario.thread(100).program().args().toString()).isEqualTo("a b  d");
        assertThat(scenario.thread(100).commandLine()).isEqualTo(ByteString.of("cat a b"));
        assertThatThrownBy(() -> args.addField("x", ValueType.INT8))
                .hasMessage("can't add dynamic fields to stl_container_table_adapter");
    }

    @Test
    void goingThroughStopsWhereTheVisitorSaysSo() {
        scenario.event(300, EventCodes.SYSCALL_EXECVE_19_X, "res", 0, "tid", 300, "pid", 300, "ptid", 1, "comm", "x");
        List<TableEntry> seen = new ArrayList<>();

        assertThat(threads.forEach(seen::add)).isTrue();
        assertThat(seen).hasSize((int) threads.size());
        assertThat(threads.forEach(entry -> false)).isFalse();
    }
}
