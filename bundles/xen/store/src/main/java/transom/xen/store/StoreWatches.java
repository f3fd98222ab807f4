package transom.xen.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import transom.xen.StoreWatch;

/** The watches of one connection, by token. Events come on the loop, closes from any thread. */
final class StoreWatches {

    private final Map<String, Watch> byToken = new ConcurrentHashMap<>();
    private final AtomicLong counter = new AtomicLong();

    /** Tells the daemon that a watch has ended. */
    interface Unwatch {
        void unwatch(String path, String token);
    }

    /** Makes a watch that hears from now on. */
    Watch add(String path, StoreWatch.Listener listener, Unwatch unwatch) {
        Watch watch = new Watch(path, "w" + counter.incrementAndGet(), listener, unwatch);
        byToken.put(watch.token, watch);
        return watch;
    }

    /** Hands an event on; one whose watch has just been closed is dropped. */
    void dispatch(StoreMessage event) throws StoreProtocolException {
        List<String> parts = StorePayload.split(event.payload());
        if (parts.size() < 2) {
            throw new StoreProtocolException("a watch event that is not a path and a token: " + event);
        }
        Watch watch = byToken.get(parts.get(1));
        if (watch != null) {
            watch.fire(parts.get(0));
        }
    }

    /** Paths that are watched now. */
    List<String> paths() {
        return byToken.values().stream().map(watch -> watch.path).sorted().toList();
    }

    /** One watch. Its lock is held while the listener runs, so that close waits for a call that is under way. */
    final class Watch implements StoreWatch {

        private final String path;
        private final String token;
        private final Listener listener;
        private final Unwatch unwatch;
        private boolean closed;

        private Watch(String path, String token, Listener listener, Unwatch unwatch) {
            this.path = path;
            this.token = token;
            this.listener = listener;
            this.unwatch = unwatch;
        }

        String token() {
            return token;
        }

        private synchronized void fire(String changed) {
            if (!closed) {
                listener.changed(changed);
            }
        }

        /** Forgets a watch that the daemon refused. */
        void forget() {
            synchronized (this) {
                closed = true;
            }
            byToken.remove(token);
        }

        @Override
        public void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            byToken.remove(token);
            unwatch.unwatch(path, token);
        }
    }
}
