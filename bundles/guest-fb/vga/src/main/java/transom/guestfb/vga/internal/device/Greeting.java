package transom.guestfb.vga.internal.device;

import transom.guestfb.vga.internal.link.Link;
import transom.guestfb.wire.ProtocolException;
import transom.guestfb.wire.VgaEvents;

/** A connection whose HELLO has not come yet. <b>Thread:</b> the loop. */
record Greeting(Link link, Receiver receiver) implements VgaEvents {

    /** Takes the first message. */
    interface Receiver {

        /**
         * The connection is the receiver's if this returns.
         *
         * @throws RuntimeException if there is no memory for it, with the reason
         */
        void hello(Link from, int untrustedVersion, int untrustedDomain, int untrustedIndex, long untrustedBytes);
    }

    @Override
    public void hello(int untrustedVersion, int untrustedDomain, int untrustedIndex, long untrustedBytes) {
        receiver.hello(link, untrustedVersion, untrustedDomain, untrustedIndex, untrustedBytes);
    }

    @Override
    public void scanout(
            int untrustedWidth, int untrustedHeight, int untrustedStride, int untrustedFourcc, long untrustedOffset) {
        throw early();
    }

    @Override
    public void dark() {
        throw early();
    }

    @Override
    public void damage(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight) {
        throw early();
    }

    private static ProtocolException early() {
        return new ProtocolException("the first message must be HELLO");
    }
}
