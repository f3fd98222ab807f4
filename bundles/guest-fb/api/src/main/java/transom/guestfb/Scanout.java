package transom.guestfb;

import org.osgi.annotation.versioning.ProviderType;
import transom.xen.DeviceId;

/**
 * What a guest's connector shows. Registered as a service while the guest shows something; its service properties are
 * {@link #GUEST} and {@link #DEVICE}.
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface Scanout {

    /** Service property: the guest's name. */
    String GUEST = "transom.guest";

    /** Service property: {@link #label}. */
    String DEVICE = "transom.device";

    /** The device behind it. */
    DeviceId device();

    /** Which of the device's connectors, from 0. */
    int connector();

    /** Device and connector as people see them, e.g. {@code dom3/vfb0} or {@code dom3/vdispl0:1}. */
    default String label() {
        return label(device(), connector());
    }

    /** Device and connector as people see them: only vdispl has more than one. */
    static String label(DeviceId device, int connector) {
        return device.type().equals("vdispl") ? device + ":" + connector : device.toString();
    }

    /** The guest's name, cleaned for people: printable and at most 64 characters. */
    String guestName();

    /** What it shows now. */
    Mode mode();

    /**
     * From now on {@code onFrame} is told whenever there may be something new to {@linkplain Subscription#acquire
     * acquire}; soon for the picture that is there. It is called on the guest loop: hand over and return.
     *
     * @return <b>Owner:</b> the caller, who closes it
     */
    Subscription subscribe(Runnable onFrame);

    /** Where the person's keys and pointer go. */
    InputSink input();

    /** One presenter's place at a scanout, with damage of its own. <b>Thread:</b> one, the presenter's. */
    interface Subscription extends AutoCloseable {

        /**
         * What changed since the last call; everything at first and after a change of mode.
         *
         * @return on loan until {@link Frame#release}, one at a time; null if there is nothing new, or the scanout has
         *     gone
         */
        Frame acquire();

        /**
         * Whether the guest's next picture waits for this presenter to have taken this one; true at first. A presenter that
         * only tries whether it could show the picture says false: the guest may then draw into a frame that is on loan.
         */
        default void setAwaited(boolean awaited) {}

        /** Ends it; a frame on loan may still be used until it is released. A second call does nothing. */
        @Override
        void close();
    }
}
