package transom.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers the n-th request as the test says; docs/protocol/shell.md. */
class ReturningShellTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocketChannel server;

    /** @param answers {@code "0 output"}: a status and what is printed; {@code "gone"}: the connection ends instead */
    private void serve(String... answers) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("shell")));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    try (SocketChannel client = server.accept()) {
                        converse(client, answers);
                    }
                }
            } catch (IOException e) {
                // The test has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void converse(SocketChannel client, String... answers) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(client));
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
        while (in.read() == 'E') {
            asked.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            String answer = answers[asked.size() - 1];
            if (answer.equals("gone")) {
                return;
            }
            send(out, answer.startsWith("0") ? 'o' : 'e', answer.substring(2));
            send(out, 's', answer.substring(0, 1));
        }
    }

    private static void send(DataOutputStream out, char kind, String text) throws IOException {
        out.writeByte(kind);
        out.writeInt(text.length());
        out.writeBytes(text);
    }

    private ReturningShell shell(Duration limit) {
        return new ReturningShell(folder.resolve("shell"), limit, () -> {});
    }

    @AfterEach
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aCommandIsGivenAgainUntilTheShellKnowsIt() throws IOException {
        serve("2 unknown command", "gone", "0 well");
        try (ReturningShell shell = shell(SOON)) {
            assertThat(shell.ask("fb:list")).isEqualTo(new ReturningShell.Answer(0, "well", ""));
        }
        assertThat(asked).containsExactly("fb:list", "fb:list", "fb:list");
    }

    @Test
    void aCommandThatFailsIsNotGivenAgain() throws IOException {
        serve("1 no such display");
        try (ReturningShell shell = shell(SOON)) {
            assertThat(shell.ask("fb:show x")).isEqualTo(new ReturningShell.Answer(1, "", "no such display"));
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void aCommandThatReplacesTheShellRunsOnce() throws IOException {
        serve("2 unknown command", "gone", "2 unknown command", "0 done");
        try (ReturningShell shell = shell(SOON)) {
            assertThat(shell.ask("transom:swap gem", "transom:outcome").output())
                    .isEqualTo("done");
        }
        assertThat(asked).containsExactly("transom:swap gem", "transom:swap gem", "transom:outcome", "transom:outcome");
    }

    @Test
    void whoDoesNotComeBackIsNamed() throws IOException {
        try (ReturningShell shell = shell(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> shell.ask("fb:list"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("fb:list")
                    .hasMessageContaining("within 100 ms");
        }
    }

    @Test
    void whoWaitsInVainIsTold() {
        ReturningShell shell = new ReturningShell(folder.resolve("shell"), SOON, () -> {
            throw new IllegalStateException("Transom ended");
        });
        assertThatThrownBy(() -> shell.ask("fb:list")).hasMessage("Transom ended");
    }
}
