package transom.shell.internal.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import transom.shell.internal.commands.CommandTable;
import transom.shell.internal.commands.Completion;
import transom.shell.internal.commands.Failure;

/** One client: its requests one after the other, in one Gogo session. <b>Thread:</b> its own. */
final class Connection {

    /** Scopes in which Gogo looks for a command without one. */
    private static final String SCOPES = "transom:fb:xen:gem:present:keep:*";

    private final Frames frames;
    private final CommandProcessor processor;
    private final CommandTable table;
    private final Completion completion;

    Connection(SocketChannel client, CommandProcessor processor, CommandTable table, Completion completion) {
        this.frames = new Frames(Channels.newInputStream(client), Channels.newOutputStream(client));
        this.processor = processor;
        this.table = table;
        this.completion = completion;
    }

    void serve() throws IOException {
        InputStream nothing = new ByteArrayInputStream(new byte[0]);
        try (CommandSession session =
                processor.createSession(nothing, frames.stream(Frames.OUTPUT), frames.stream(Frames.ERROR_OUTPUT))) {
            session.put("SCOPE", SCOPES);
            for (Frames.Request request = frames.read(); request != null; request = frames.read()) {
                answer(session, request);
            }
        }
    }

    private void answer(CommandSession session, Frames.Request request) throws IOException {
        switch (request.kind()) {
            case Frames.EXECUTE -> frames.write(Frames.STATUS, Integer.toString(execute(session, request.text())));
            case Frames.COMPLETE ->
                frames.write(Frames.CANDIDATES, String.join("\n", completion.candidates(table, request.text())));
            default -> throw new IOException("a request of unknown kind " + request.kind());
        }
    }

    private int execute(CommandSession session, String line) throws IOException {
        try {
            Object result = session.execute(line);
            session.getConsole().flush();
            if (result != null) {
                String text = session.format(result, Converter.INSPECT).toString();
                frames.write(Frames.OUTPUT, text.endsWith("\n") ? text : text + "\n");
            }
            return 0;
        } catch (Exception e) {
            return failed(e, line);
        }
    }

    /** The bundle of this very class may have been replaced by the command, and loads no further class then. */
    private int failed(Exception exception, String line) throws IOException {
        try {
            Failure failure = Failure.of(exception, line, table);
            frames.write(Frames.ERROR_OUTPUT, failure.message() + "\n");
            return failure.status();
        } catch (NoClassDefFoundError e) {
            throw new IOException("the shell was replaced while it ran '" + line + "'", e);
        }
    }
}
