package transom.keep.internal.supervisor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import transom.linux.Direct;
import transom.linux.ErrnoException;
import transom.linux.UnixDatagram;
import transom.linux.UnixSocket;

/** Speaks sd_notify(3)'s protocol to {@code $NOTIFY_SOCKET}: systemd, or {@code native/keeper}. */
public final class NotifySupervisor implements Supervisor {

    /** For an answer: it has much less to do than a guest waits for one of ours, which is 3 s. */
    private static final int PATIENCE_MILLIS = 2000;

    private static final int[] NO_FDS = {};

    private final UnixDatagram socket;
    private final String place;
    private final boolean confirm;
    private final ByteBuffer text = Direct.allocate(512);

    private NotifySupervisor(UnixDatagram socket, String place, boolean confirm) {
        this.socket = socket;
        this.place = place;
        this.confirm = confirm;
    }

    /**
     * The one that the environment names, or {@link Supervisor#NONE} if it names nobody.
     *
     * @throws IllegalStateException if it is not there
     */
    public static Supervisor of(Map<String, String> environment) {
        String address = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (address.isEmpty()) {
            return NONE;
        }
        boolean keeper = environment.containsKey("TRANSOM_KEEPER");
        String outer = environment.getOrDefault("TRANSOM_KEEPER_OUTER", "");
        String place = !keeper ? "systemd" : outer.isEmpty() ? "keeper" : "keeper+" + outer;
        try {
            // A keeper's own queue outlives this process. systemd asks who has sent a datagram when it reads it, and
            // throws
            // away what came from a process that has gone; behind a keeper that is the keeper.
            return new NotifySupervisor(UnixDatagram.connect(address), place, !place.equals("keeper"));
        } catch (ErrnoException | IllegalArgumentException e) {
            throw new IllegalStateException("$NOTIFY_SOCKET: " + e.getMessage(), e);
        }
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public void store(String name, int fd) {
        // Not polled: systemd would drop what poll calls hung up.
        send("FDSTORE=1\nFDNAME=" + name + "\nFDPOLL=0", fd);
        if (confirm) {
            awaitDone(name);
        }
    }

    @Override
    public void remove(String name) {
        send("FDSTOREREMOVE=1\nFDNAME=" + name);
    }

    @Override
    public void claim(String name) {
        send("X_TRANSOM_ATTACH=" + name);
        awaitDone(name);
    }

    @Override
    public void leave(String name) {
        send("X_TRANSOM_LEAVE=" + name);
    }

    /** As sd_notify_barrier(3): the other end hangs up when all that came before is done. */
    private void awaitDone(String name) {
        UnixSocket[] pair = UnixSocket.pair();
        try (UnixSocket here = pair[0]) {
            try (UnixSocket there = pair[1]) {
                send("BARRIER=1", there.fd());
            }
            if (!here.awaitReadable(PATIENCE_MILLIS)) {
                throw new IllegalStateException(
                        "the " + place + " did not say within " + PATIENCE_MILLIS + " ms that it is done with " + name);
            }
        }
    }

    private void send(String message, int... fds) {
        text.clear().put(message.getBytes(StandardCharsets.US_ASCII)).flip();
        try {
            socket.send(text, PATIENCE_MILLIS, fds.length == 0 ? NO_FDS : fds);
        } catch (ErrnoException e) {
            throw new IllegalStateException(
                    "the " + place + " does not take '"
                            + message.lines().findFirst().orElse("") + "': " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
