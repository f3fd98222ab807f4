package transom.lwjgl.window;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who uses the windows' thread: it starts with the first member, and ends after the last one. <b>Thread:</b> any. */
final class Membership {

    /** Loading natives, GL and the display: a second on real hardware, half a minute on an emulated processor. */
    private static final long START_LIMIT_SECONDS = 120;

    private static final long END_LIMIT_SECONDS = 10;

    private static final Object LOCK = new Object();
    private static WindowThread current;
    private static CompletableFuture<Void> lastEnd = CompletableFuture.completedFuture(null);

    private Membership() {}

    static Windows join(Runnable lost) throws WindowsUnavailableException {
        Windows member;
        WindowThread thread;
        synchronized (LOCK) {
            if (current == null || current.isLost()) {
                current = new WindowThread(lastEnd);
                lastEnd = current.ended();
                launch(current);
            }
            thread = current;
            member = new Windows(thread, lost);
            thread.members().add(member);
        }
        try {
            thread.started().get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
            return member;
        } catch (ExecutionException e) {
            forget(thread, member);
            if (e.getCause() instanceof WindowsUnavailableException missing) {
                throw missing;
            }
            throw new WindowsUnavailableException("no windows: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            forget(thread, member);
            throw new WindowsUnavailableException("the X server did not answer in " + START_LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            forget(thread, member);
            Thread.currentThread().interrupt();
            throw new WindowsUnavailableException("interrupted while waiting for the X server", e);
        }
    }

    /**
     * A thread remembers whose code made it (its class loader, its access control context): the pool's thread is nobody's, so
     * that the presenter that happens to be first can be unloaded.
     */
    private static void launch(WindowThread windows) {
        ForkJoinPool.commonPool().execute(() -> {
            Thread thread = new Thread(null, windows::main, "transom-windows", 0, false);
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static boolean forget(WindowThread thread, Windows member) {
        boolean last;
        synchronized (LOCK) {
            thread.members().remove(member);
            last = thread.members().isEmpty();
        }
        thread.wake();
        return last;
    }

    /** Waits for the thread's end if that is near. */
    static void leave(WindowThread thread, Windows member) {
        boolean last = forget(thread, member);
        if (last && thread.isIdle()) {
            thread.ended()
                    .completeOnTimeout(null, END_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** Whether there is no member; then there will be none. */
    static boolean end(WindowThread thread) {
        synchronized (LOCK) {
            if (!thread.members().isEmpty()) {
                return false;
            }
            if (current == thread) {
                current = null;
            }
            return true;
        }
    }

    /** It could not start: its members are told, the next one tries again. */
    static void failed(WindowThread thread) {
        synchronized (LOCK) {
            if (current == thread) {
                current = null;
            }
        }
    }

    static boolean isEmpty(WindowThread thread) {
        synchronized (LOCK) {
            return thread.members().isEmpty();
        }
    }

    static void tellLost(WindowThread thread) {
        synchronized (LOCK) {
            thread.members().forEach(Windows::tellLost);
        }
    }

    static void closeUnleased() {
        WindowThread thread;
        synchronized (LOCK) {
            thread = current;
        }
        if (thread != null) {
            thread.call(thread::endGrace);
            if (thread.isIdle()) {
                thread.ended()
                        .completeOnTimeout(null, END_LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join();
            }
        }
    }
}
