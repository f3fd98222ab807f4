package transom.shell.internal.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.shell.internal.commands.CommandTable;
import transom.shell.internal.commands.Completion;

/**
 * Listens on a Unix socket with mode 0600. <b>Thread:</b> one that accepts, one for each of at most {@value #MOST_CLIENTS}
 * clients.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int MOST_CLIENTS = 32;

    private final Path path;
    private final ServerSocketChannel listener;
    private final CommandProcessor processor;
    private final CommandTable table;
    private final Completion completion;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

    private Server(
            Path path,
            ServerSocketChannel listener,
            CommandProcessor processor,
            CommandTable table,
            Completion completion) {
        this.path = path;
        this.listener = listener;
        this.processor = processor;
        this.table = table;
        this.completion = completion;
    }

    /** Takes the place of a socket that an instance which is no more has left. <b>Owner:</b> the caller. */
    public static Server start(Path path, CommandProcessor processor, CommandTable table, Completion completion)
            throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            // Between bind and chmod the runtime directory, which is its owner's alone, keeps others out.
            listener.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
        Server server = new Server(path, listener, processor, table, completion);
        daemon("shell", server::accept);
        LOG.info("shell listens at {}", path);
        return server;
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = listener.accept();
                if (clients.size() >= MOST_CLIENTS) {
                    LOG.warn("shell: {} clients are there, one more is turned away", MOST_CLIENTS);
                    client.close();
                } else {
                    clients.add(client);
                    daemon("shell-client", () -> serve(client));
                }
            }
        } catch (ClosedChannelException e) {
            LOG.debug("shell closed");
        } catch (IOException e) {
            LOG.error("shell: no client can come any more", e);
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            new Connection(client, processor, table, completion).serve();
        } catch (IOException e) {
            LOG.debug("shell: a client left: {}", e.toString());
        } finally {
            clients.remove(client);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(path);
            for (SocketChannel client : clients) {
                client.close();
            }
        } catch (IOException e) {
            LOG.warn("shell: {} did not close: {}", path, e.toString());
        }
    }
}
