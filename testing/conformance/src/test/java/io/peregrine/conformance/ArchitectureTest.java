package io.peregrine.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The walls between modules stand: who may not use what, as allowed-dependencies.txt has it. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.peregrine");

    private static final AllowedDependencies ALLOWED = AllowedDependencies.read();

    @Test
    void modulesUseOnlyWhatTheListAllows() {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String module = module(one);
                String other = module(dependency.getTargetClass().getBaseComponentType());
                if (!other.isEmpty() && !other.equals(module) && !ALLOWED.allows(module, other)) {
                    arrows.add(module + " uses " + other + ", for example in " + one.getName());
                }
            }
        }
        assertThat(arrows)
                .as("arrows that allowed-dependencies.txt does not have")
                .isEmpty();
    }

    @Test
    void librariesAreUsedWhereTheListAllows() {
        Set<String> uses = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String library =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (isLibrary(library) && !ALLOWED.allowsLibrary(one.getPackageName(), library)) {
                    uses.add(one.getPackageName() + " uses " + library);
                }
            }
        }
        assertThat(uses)
                .as("libraries that allowed-dependencies.txt does not allow there")
                .isEmpty();
    }

    private static boolean isLibrary(String name) {
        return !name.isEmpty()
                && !name.startsWith("io.peregrine")
                && !name.startsWith("java.")
                && !name.startsWith("javax.")
                && !name.startsWith("jdk.")
                && !name.startsWith("com.sun.");
    }

    /** The module of a class, empty for one that is not ours. */
    private static String module(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith("io.peregrine.") ? name.split("\\.")[2] : "";
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

    /** The tables know neither what changes them nor who reads their past; the rooms of {@code state} form no circle. */
    @Test
    void tablesKnowNothingOfHandlersScansAndHistory() {
        noClasses()
                .that()
                .resideInAnyPackage("io.peregrine.state", "io.peregrine.state.descriptor", "io.peregrine.state.table")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.peregrine.state.handler",
                        "io.peregrine.state.scan",
                        "io.peregrine.state.record",
                        "io.peregrine.state.history",
                        "io.peregrine.state.proc")
                .check(CLASSES);
        SlicesRuleDefinition.slices()
                .matching("io.peregrine.(state.*)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
