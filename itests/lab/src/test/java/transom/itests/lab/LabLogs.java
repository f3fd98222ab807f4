package transom.itests.lab;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps, for each test that fails, what one wants to see first: in {@code target/lab-logs/CLASS.METHOD}. */
public final class LabLogs implements AfterTestExecutionCallback {
    /** JUnit makes it. */
    public LabLogs() {}

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        var test = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
        var folder = Path.of("target", "lab-logs", test.replaceAll("[^A-Za-z0-9.]", ""));
        Lab.keep(folder, "transom.log", "run", "cat /var/log/transom.log");
        Lab.keep(folder, "xenstore.txt", "run", "xenstore-ls -fp");
        Lab.keep(folder, "xen-dmesg.txt", "run", "xl dmesg");
        Lab.keep(folder, "dom0-dmesg.txt", "run", "dmesg");
        Lab.keep(folder, "guests.txt", "run", "xl list; tail -n 100 /var/log/xen/console/*.log /var/log/xen/*.log");
        Lab.keep(folder, "systemd.txt", "run", "systemctl --no-pager status transom; journalctl --no-pager -n 300");
        Lab.keep(
                folder,
                "shell.txt",
                "run",
                "for c in transom:status fb:list present:list xen:domains; do transom shell $c; done");
        Lab.lab("shot", folder.resolve("screen.png").toString());
    }
}
