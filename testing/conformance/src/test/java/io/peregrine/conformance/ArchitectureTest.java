package io.peregrine.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls between modules stand: who may not use what, beyond what the build's module list already forbids. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.peregrine");

    @TestFactory
    Stream<DynamicTest> modulesUseOnlyWhatStandsBeforeThem() {
        return Stream.of(
                        wall("schema", "event", "filter", "state", "engine", "app"),
                        wall("event", "state", "filter", "fields", "engine"),
                        wall("filter", "event", "state", "fields", "loader", "engine"),
                        wall("state", "filter", "fields", "engine", "output"),
                        wall("fields", "loader", "engine", "output", "alert"),
                        wall("alert", "event", "state", "fields", "loader", "engine"),
                        wall("output", "event", "state", "fields", "engine"),
                        wall("loader", "engine", "output", "server", "state", "event", "app"),
                        wall("engine", "loader", "output", "server", "probe", "app"),
                        wall("pipeline", "output", "server", "probe", "config", "app"),
                        wall("authoring", "output", "server", "probe", "config", "app"),
                        wall("plugin", "output", "server", "probe", "config", "app", "ffi", "nativeplugin"),
                        wall("config", "engine", "output", "state"))
                .map(wall -> DynamicTest.dynamicTest(
                        wall.module(),
                        () -> noClasses()
                                .that()
                                .resideInAPackage("io.peregrine." + wall.module() + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(wall.forbidden())
                                .check(CLASSES)));
    }

    @Test
    void onlyTheForeignModuleLinksNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.peregrine.ffi..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(CLASSES);
    }

    @Test
    void modulesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.peregrine.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    private record Wall(String module, String... forbidden) {}

    private static Wall wall(String module, String... forbidden) {
        return new Wall(
                module,
                Stream.of(forbidden).map(name -> "io.peregrine." + name + "..").toArray(String[]::new));
    }
}
