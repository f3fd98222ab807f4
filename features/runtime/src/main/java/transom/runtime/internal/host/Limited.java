package transom.runtime.internal.host;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import transom.runtime.internal.step.Deadline;
import transom.runtime.internal.step.StepException;

/** Runs what may hang on a thread of its own: other people's activators. <b>Thread:</b> any. */
final class Limited {

    /** For a thread to come back after it was interrupted. */
    private static final long INTERRUPTED_MILLIS = 100;

    private Limited() {}

    /** Its result; if there is none in time the thread is interrupted and left to itself. */
    static <T> T call(String what, Deadline deadline, Callable<T> work) throws StepException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "transom-update: " + what);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new StepException(what + ": " + reason(e.getCause()));
        } catch (TimeoutException e) {
            String place = place(thread);
            thread.interrupt();
            join(thread);
            throw new StepException(what + " hangs" + place
                    + (thread.isAlive() ? ", and does not let itself be interrupted: its thread is left behind" : ""));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new StepException(what + " was interrupted");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(INTERRUPTED_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The innermost frame that is not the JDK's. */
    private static String place(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")) {
                return " in " + frame;
            }
        }
        return "";
    }

    /** What the innermost cause says. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost == failure ? String.valueOf(failure.getMessage()) : innermost.toString();
    }
}
