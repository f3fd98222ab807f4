package transom.runtime.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import transom.runtime.Updates.Outcome;

/** Runs work on a thread of its own and hands its lines to whoever waits, who may be gone before the work is done. */
final class Relay {

    /** After the last line. */
    private static final String END = new String("end");

    private final String name;
    private final Consumer<String> progress;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();

    Relay(String name, Consumer<String> progress) {
        this.name = name;
        this.progress = progress;
    }

    Outcome run(Function<Consumer<String>, Outcome> work) {
        // Inherits nothing: a shell session's output is a thread local, and bundles start threads of theirs from this
        // one.
        Thread thread = new Thread(null, () -> work(work), "transom-update: " + name, 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            // By identity: a line may say anything.
            for (String line = lines.take(); line != END; line = lines.take()) {
                progress.accept(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("'" + name + "' goes on; see transom:history", e);
        }
        return await();
    }

    private void work(Function<Consumer<String>, Outcome> work) {
        try {
            result.complete(work.apply(lines::add));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            lines.add(END);
        }
    }

    /** What came of it, once it has ended. <b>Thread:</b> any. */
    Outcome await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
