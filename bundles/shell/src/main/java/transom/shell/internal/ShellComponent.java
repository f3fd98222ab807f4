package transom.shell.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import transom.shell.internal.commands.CommandTable;
import transom.shell.internal.commands.Completion;
import transom.shell.internal.server.Server;

/** Serves Gogo at the socket {@code shell} in the runtime directory. */
@Component
public final class ShellComponent {

    /** Framework property: the folder of this instance, only for its owner. */
    private static final String RUNTIME_DIR = "transom.runtime.dir";

    private final Server server;

    @Activate
    public ShellComponent(
            BundleContext context, @Reference CommandProcessor processor, @Reference Completion completion)
            throws IOException {
        String dir = context.getProperty(RUNTIME_DIR);
        if (dir == null) {
            throw new IllegalStateException(
                    "framework property " + RUNTIME_DIR + " is not set: nowhere to serve the shell");
        }
        server = Server.start(Path.of(dir, "shell"), processor, new CommandTable(context), completion);
    }

    @Deactivate
    public void deactivate() {
        server.close();
    }
}
