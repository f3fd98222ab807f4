package transom.xen.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import transom.xen.XenStoreException;

/**
 * The requests that wait for an answer, by their number.
 *
 * <p><b>Thread:</b> any.
 */
final class StoreCalls {

    private final Map<Integer, CompletableFuture<StoreMessage>> waiting = new HashMap<>();
    private int lastRequestId;
    private String lost;

    /** A request's number and the answer that is to come. */
    record Call(int requestId, CompletableFuture<StoreMessage> answer) {}

    /** Opens a call; fails if the connection is lost. */
    synchronized Call open() {
        if (lost != null) {
            throw new XenStoreException("EIO", lost);
        }
        do {
            lastRequestId++;
        } while (waiting.containsKey(lastRequestId));
        CompletableFuture<StoreMessage> answer = new CompletableFuture<>();
        waiting.put(lastRequestId, answer);
        return new Call(lastRequestId, answer);
    }

    /** Hands an answer to whoever waits for it; what nobody asked for is a fault of the daemon. */
    void answered(StoreMessage message) throws StoreProtocolException {
        CompletableFuture<StoreMessage> answer;
        synchronized (this) {
            answer = waiting.remove(message.requestId());
        }
        if (answer == null) {
            throw new StoreProtocolException("an answer to nobody's request " + message.requestId());
        }
        answer.complete(message);
    }

    /** Ends all calls, and every later one, with this reason. */
    void lose(String reason) {
        Map<Integer, CompletableFuture<StoreMessage>> ended;
        synchronized (this) {
            if (lost != null) {
                return;
            }
            lost = reason;
            ended = new HashMap<>(waiting);
            waiting.clear();
        }
        for (CompletableFuture<StoreMessage> answer : ended.values()) {
            answer.completeExceptionally(new XenStoreException("EIO", reason));
        }
    }

    synchronized boolean isLost() {
        return lost != null;
    }
}
