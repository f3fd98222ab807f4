package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** The patched xen-gntdev of dom0 under {@code native/grants}, whose TAP lines become tests. */
@ExtendWith(LabLogs.class)
class GntdevIT {
    private static final Pattern LINE =
            Pattern.compile("(not )?ok \\d+ - (.*?)(?:: (.*)| # SKIP (.*))", Pattern.MULTILINE);
    private static final String LOAD_MODULES = "while read m; do insmod /modules/$m; done </modules/grants.order";

    @Test
    void dom0HasTheModuleThatDkmsBuilt() {
        assertThat(Lab.dom0("modinfo -n xen-gntdev")).contains("/updates/dkms/");
        assertThat(Lab.dom0("dkms status")).contains("transom-gntdev").contains(": installed");
        assertThat(Lab.dom0("/lab/grants support")).doesNotContain("ENOTTY");
    }

    @TestFactory
    Stream<DynamicTest> dom0GrantsToItself() {
        return tests("/lab/grants test");
    }

    @TestFactory
    Stream<DynamicTest> dom0AndAGuestShare() {
        try (var guest = Guest.create("grants", "640x480")) {
            guest.run(LOAD_MODULES);
            var domain = Lab.dom0("xl domid grants");
            return tests(
                    "/lab/grants test --domain " + domain + " --peer '/lab/guest run grants grants' import export");
        }
    }

    /** A guest's kernel is dom0's with Debian's own module. */
    @Test
    void debiansOwnModuleKnowsNoDmaBufs() {
        try (var guest = Guest.create("stock", "640x480")) {
            guest.run(LOAD_MODULES);
            assertThat(guest.run("grants support").strip().lines())
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line).endsWith(" ENOTTY"));
        }
    }

    private static Stream<DynamicTest> tests(String command) {
        var output = Lab.lab("run", command).output();
        var lines = LINE.matcher(output).results().toList();
        assertThat(output).as("the plan, which comes last").contains("\n1.." + lines.size());
        assertThat(lines).isNotEmpty();
        return List.copyOf(lines).stream()
                .map(line -> dynamicTest(line.group(2), () -> {
                    if (line.group(4) != null) {
                        throw new TestAbortedException(line.group(4));
                    }
                    assertThat(line.group(1)).as(line.group(3)).isNull();
                }));
    }
}
