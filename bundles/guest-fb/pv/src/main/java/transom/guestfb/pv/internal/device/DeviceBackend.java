package transom.guestfb.pv.internal.device;

/** Our end of one device's protocol. <b>Thread:</b> the guest loop. */
public interface DeviceBackend {

    /** Whether what it needs of this domain is there; it is asked again soon, and not for long. */
    default boolean isReady() {
        return true;
    }

    /** The frontend is about to set itself up: decides what it will be told. Not in a transaction: it may take a while. */
    default void prepare() {}

    /** Writes, into the frontend's own directory, what the toolstack has said there and does not hold. */
    default void writeOffer(NodeWriter frontendKeys) {}

    /** Writes what the frontend has to know before it sets itself up. */
    void writeFeatures(NodeWriter keys);

    /**
     * The only way in: maps what the frontend shares and binds its event channel, whether it comes for the first time,
     * again, or has been connected all the time while nobody was here.
     *
     * @param guard for everything that is called later because of the guest
     * @throws transom.guestfb.wire.ProtocolException if the frontend broke the protocol
     * @throws transom.xen.XenException if its pages or port are not what it says
     */
    void attach(Guard guard);

    /** Writes what the frontend has to know when both ends are connected. */
    void writeConnected(NodeWriter keys);

    /** Both ends are connected now. */
    void connected();

    /**
     * Leaves, also what an {@link #attach} left that threw. What a frontend needs to find when somebody attaches again
     * stays in the keep, its channels bound. A second call does nothing.
     */
    void detach();

    /**
     * The frontend has ended the connection, or broke the protocol: detaches, unbinds, and forgets what of this connection
     * is in the keep, also if somebody was connected who was here before.
     */
    void disconnect();

    /** The device is no more: disconnects and forgets what is in the keep. */
    void close();

    /** What the person loses if this is off, e.g. {@code its display is off}. */
    String loss();

    /** How it is connected, for a log line. */
    String description();

    /** Runs what a guest's event asks for; a guest that breaks the protocol meanwhile loses this device. */
    interface Guard {
        void run(Runnable work);
    }
}
