package transom.xen.support;

import java.util.Locale;
import java.util.Optional;
import transom.xen.DomId;

/**
 * A channel that is bound, as it is in the keep.
 *
 * @param remotePort the guest's
 * @param port ours
 */
public record ChannelRecord(Kind kind, DomId domain, int remotePort, int port) {

    /** What a channel's files are. */
    public enum Kind {
        /** A file of /dev/xen/evtchn with this port and no other. */
        EVTCHN(""),
        /** The eventfd that the guest signals, the one that it waits for, and the connection that the port is bound by. */
        EVENTFD("", "/peer", "/binding");

        private final String[] suffixes;

        Kind(String... suffixes) {
            this.suffixes = suffixes;
        }

        int files() {
            return suffixes.length;
        }

        String suffix(int file) {
            return suffixes[file];
        }
    }

    /** Whether it is of this port of a guest. */
    public boolean isOf(DomId guest, int guestPort) {
        return domain.equals(guest) && remotePort == guestPort;
    }

    byte[] toBytes() {
        return new RecordLines()
                .with("kind", kind.name().toLowerCase(Locale.ROOT))
                .with("domain", domain)
                .with("remote-port", Integer.toUnsignedString(remotePort))
                .with("port", Integer.toUnsignedString(port))
                .toBytes();
    }

    /** Empty for what another version made. */
    static Optional<ChannelRecord> parse(byte[] record) {
        RecordLines lines = RecordLines.parse(record);
        try {
            return lines.isOurVersion()
                    ? Optional.of(new ChannelRecord(
                            Kind.valueOf(lines.text("kind").toUpperCase(Locale.ROOT)),
                            new DomId(lines.number("domain")),
                            lines.number("remote-port"),
                            lines.number("port")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
