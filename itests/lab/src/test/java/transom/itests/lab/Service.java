package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Transom as {@code transom.service} of a dom0 with systemd. */
final class Service {

    private Service() {}

    static void assumeSystemd() {
        Assumptions.assumeTrue(
                Lab.lab("run", "test -d /run/systemd/system").status() == 0, "dom0 has no systemd: lab up --systemd");
    }

    /** A property, as {@code systemctl show} has it. */
    static String show(String property) {
        return Lab.dom0("systemctl show --value --property " + property + " transom");
    }

    static String mainPid() {
        return show("MainPID");
    }

    /** The names of what systemd itself holds; each once, or this fails. */
    static TreeSet<String> held() {
        var names = Lab.dom0("systemd-analyze fdstore transom.service 2>/dev/null | awk 'NR > 1 { print $1 }'")
                .lines()
                .toList();
        assertThat(names).as("what systemd holds").doesNotHaveDuplicates();
        assertThat(show("NFileDescriptorStore")).isEqualTo(Integer.toString(names.size()));
        return new TreeSet<>(names);
    }

    /** The same as keep:list has it, by the names that the store's protocol gives them. */
    static TreeSet<String> kept() {
        return Transom.rows("keep:list").stream()
                .map(row -> (row.getString("kind").equals("FD") ? "F/" : "R/") + row.getString("name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the names that are about a domain. */
    static List<String> about(String domain, TreeSet<String> names) {
        return names.stream()
                .filter(name -> name.matches(".*/(vfb|vkbd|vdispl)/" + domain + "/.*"))
                .toList();
    }
}
