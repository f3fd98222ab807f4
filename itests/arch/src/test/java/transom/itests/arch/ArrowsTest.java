package transom.itests.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of ARCHITECTURE.md: which part may use which. None may be reversed. */
class ArrowsTest {

    /** A part, by its package and all below it that are no part of their own, and the parts that it may use. */
    private record Part(String name, String... uses) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part("transom.linux"),
            new Part("transom.keep", "transom.linux"),
            new Part("transom.gem"),
            new Part("transom.gem.support", "transom.gem", "transom.keep", "transom.linux"),
            new Part("transom.gem.mem", "transom.gem", "transom.gem.support", "transom.keep", "transom.linux"),
            new Part("transom.gem.drm", "transom.gem", "transom.gem.support", "transom.keep", "transom.linux"),
            new Part("transom.xen"),
            new Part("transom.xen.store", "transom.xen", "transom.linux"),
            new Part("transom.xen.support", "transom.xen", "transom.keep", "transom.linux"),
            new Part(
                    "transom.xen.dev",
                    "transom.xen",
                    "transom.xen.store",
                    "transom.xen.support",
                    "transom.keep",
                    "transom.linux"),
            new Part(
                    "transom.xen.sim",
                    "transom.xen",
                    "transom.xen.store",
                    "transom.xen.support",
                    "transom.keep",
                    "transom.linux"),
            new Part("transom.guestfb", "transom.gem", "transom.xen"),
            new Part("transom.guestfb.wire", "transom.gem", "transom.xen"),
            new Part("transom.guestfb.support", "transom.guestfb", "transom.gem", "transom.xen", "transom.linux"),
            new Part(
                    "transom.guestfb.vga",
                    "transom.guestfb",
                    "transom.guestfb.support",
                    "transom.guestfb.wire",
                    "transom.xen",
                    "transom.gem",
                    "transom.keep",
                    "transom.linux"),
            new Part(
                    "transom.guestfb.pv",
                    "transom.guestfb",
                    "transom.guestfb.support",
                    "transom.guestfb.wire",
                    "transom.xen",
                    "transom.gem",
                    "transom.keep",
                    "transom.linux"),
            new Part("transom.present", "transom.guestfb", "transom.gem", "transom.xen"),
            new Part("transom.present.support", "transom.present", "transom.guestfb", "transom.gem", "transom.xen"),
            new Part(
                    "transom.present.egl",
                    "transom.present",
                    "transom.present.support",
                    "transom.lwjgl",
                    "transom.guestfb",
                    "transom.gem",
                    "transom.xen",
                    "transom.linux"),
            new Part(
                    "transom.present.headless",
                    "transom.present",
                    "transom.present.support",
                    "transom.guestfb",
                    "transom.gem",
                    "transom.xen",
                    "transom.linux"),
            new Part("transom.health", "transom.present", "transom.guestfb", "transom.gem", "transom.xen"),
            new Part("transom.runtime", "transom.features"),
            new Part(
                    "transom.shell",
                    "transom.runtime",
                    "transom.present",
                    "transom.guestfb",
                    "transom.gem",
                    "transom.xen",
                    "transom.keep"),
            new Part("transom.xshot"),
            new Part("transom.features"),
            new Part("transom.launcher", "transom.features", "transom.guestfb", "transom.linux", "transom.xshot"),
            new Part("transom.lwjgl"),
            new Part("transom.itests.framecheck", "transom.guestfb", "transom.gem", "transom.xen", "transom.linux"),
            new Part(
                    "transom.itests.testcard",
                    "transom.guestfb",
                    "transom.gem",
                    "transom.xen",
                    "transom.linux",
                    "transom.present.support"),
            new Part(
                    "transom.itests.guestsim",
                    "transom.linux",
                    "transom.gem",
                    "transom.xen",
                    "transom.xen.store",
                    "transom.xen.sim",
                    "transom.guestfb.wire"));

    private static final List<String> APIS =
            List.of("transom.gem", "transom.xen", "transom.guestfb", "transom.present", "transom.keep");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("transom");

    static Stream<Part> parts() {
        return PARTS.stream();
    }

    /** The part whose name is the longest start of the class's package. */
    private static Optional<Part> partOf(JavaClass type) {
        return PARTS.stream()
                .filter(part -> type.getPackageName().equals(part.name())
                        || type.getPackageName().startsWith(part.name() + "."))
                .max(Comparator.comparingInt(part -> part.name().length()));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartUsesOnlyWhatItMay(Part part) {
        classes()
                .that(describe("are in " + part, type -> partOf(type).equals(Optional.of(part))))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are in " + part + ", " + String.join(", ", part.uses()) + ", or not ours",
                        type -> partOf(type)
                                .map(used -> used == part
                                        || Arrays.asList(part.uses()).contains(used.name()))
                                .orElse(true)))
                .because("arrows point one way")
                .check(CLASSES);
    }

    @Test
    void everyClassIsInAPart() {
        assertThat(CLASSES.stream()
                        .filter(type -> partOf(type).isEmpty())
                        .filter(type -> !type.getPackageName().startsWith("transom.itests"))
                        .filter(type -> !type.getPackageName().startsWith("transom.layout"))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void onlyLinuxKnowsJna() {
        noClasses()
                .that()
                .resideOutsideOfPackage("transom.linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void onlyThePresenterAndTheDoctorKnowLwjgl() {
        noClasses()
                .that()
                .resideOutsideOfPackages("transom.present.egl..", "transom.launcher.doctor..", "transom.lwjgl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.lwjgl..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("apis")
    void apisNeedOnlyTheJdkAndEachOther(String api) {
        classes()
                .that()
                .resideInAPackage(api)
                .should()
                .onlyDependOnClassesThat(describe(
                        "are the JDK's, OSGi's annotations, or an API's",
                        type -> type.getPackageName().startsWith("java.")
                                || type.getPackageName().startsWith("org.osgi.annotation")
                                || type.isPrimitive()
                                || type.isArray()
                                || APIS.contains(type.getPackageName())))
                .check(CLASSES);
    }

    static Stream<String> apis() {
        return APIS.stream();
    }

    @Test
    void nobodyReachesIntoAnImplementer() {
        for (Part part : PARTS) {
            String internal = part.name() + ".internal..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(part.name() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(internal)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }
}
