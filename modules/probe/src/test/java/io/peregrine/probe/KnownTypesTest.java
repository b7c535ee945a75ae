package io.peregrine.probe;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.ffi.KernelTypes;
import io.peregrine.ffi.NativeException;
import io.peregrine.testkit.Mutation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of the kernel's types that the programs touch, and what is read of them. */
class KnownTypesTest {
    private static final List<String> SOME = List.of("task_struct", "no_such_type", "cgroup_subsys_id", "file");

    private static Stream<Arguments> files() {
        return Arrays.stream(Architecture.values())
                .flatMap(machine -> Stream.of("peregrine", "iterators")
                        .flatMap(name ->
                                Arrays.stream(ProgramFile.values()).map(file -> Arguments.of(machine, name, file))));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyTypeThatIsLookedUpAtLoadIsListed(Architecture machine, String name, ProgramFile file) throws Exception {
        TreeSet<String> touched = TypeInformation.lookedUp(machine.objectFile(name, file)).stream()
                .map(type -> type.replaceFirst("___.*", ""))
                .collect(toCollection(TreeSet::new));
        assertThat(touched).hasSizeGreaterThan(30).isSubsetOf(listed());
    }

    @Test
    void nothingElseIsListed() throws Exception {
        TreeSet<String> touched = new TreeSet<>();
        for (Arguments each : files().toList()) {
            Object[] file = each.get();
            TypeInformation.lookedUp(((Architecture) file[0]).objectFile((String) file[1], (ProgramFile) file[2]))
                    .stream()
                    .map(type -> type.replaceFirst("___.*", ""))
                    .forEach(touched::add);
        }
        assertThat(listed()).isSubsetOf(touched);
    }

    private static List<String> listed() throws Exception {
        try (var names = KnownTypes.class.getResourceAsStream("kernel-types")) {
            return new String(names.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    @Test
    void theExcerptOfAKernelHoldsTheSameTypes(@TempDir Path folder) throws Exception {
        KernelTypes whole = KernelTypes.read(SOME);
        assertThat(whole.numbers()[0]).isPositive();
        assertThat(whole.numbers()[1]).isZero();
        assertThat(whole.numbers()[2]).isPositive();
        assertThat(whole.numbers()[3]).isPositive();

        Path excerpt = Files.write(folder.resolve("excerpt"), whole.excerpt());
        KernelTypes again = KernelTypes.read(excerpt, SOME);
        assertThat(again.numbers()[0]).isPositive();
        assertThat(again.numbers()[1]).isZero();
        assertThat(again.numbers()[2]).isPositive();
        assertThat(again.numbers()[3]).isPositive();
        assertThat(again.excerpt()).hasSameSizeAs(whole.excerpt());
    }

    @Test
    void aDamagedFileIsReadOrRefusedInASentence(@TempDir Path folder) throws Exception {
        byte[] sound = KernelTypes.read(List.of("path", "qstr")).excerpt();
        Mutation mutation = new Mutation(20261201);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            Path damaged = Files.write(folder.resolve("damaged"), mutation.of(sound));
            try {
                KernelTypes.read(damaged, List.of("path", "qstr"));
            } catch (NativeException e) {
                assertThat(e).hasMessageStartingWith("the kernel's type information " + damaged);
                refused++;
            }
        }
        assertThat(refused).isBetween(300, 2999);
    }

    @Test
    void aFileWhoseSectionsLieNowhereIsRefused(@TempDir Path folder) throws Exception {
        for (int place : new int[] {4, 8, 12, 16, 20}) {
            for (int value : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20}) {
                byte[] bytes = KernelTypes.read(List.of("path")).excerpt();
                ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(place, value);
                Path damaged = Files.write(folder.resolve("damaged"), bytes);
                assertThatThrownBy(() -> KernelTypes.read(damaged, List.of("path")))
                        .as(value + " at " + place)
                        .isInstanceOf(NativeException.class);
            }
        }
    }

    @Test
    void aKernelThatTellsNothingIsSaid(@TempDir Path folder) {
        assertThatThrownBy(() -> KernelTypes.read(folder.resolve("none"), SOME))
                .isInstanceOf(NativeException.class)
                .hasMessageStartingWith("cannot read the kernel's type information");
    }
}
