package transom.xen.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import transom.keep.Keep;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.XenException;

/**
 * What must be known to end, or to go on with, grants that somebody else made. As bytes: version, domain, key, count and
 * the references, 32 bits each, little-endian.
 *
 * @param key what names the share within its file: the argument of {@code IOCTL_GNTDEV_DMABUF_IMP_RELEASE}
 * @param refs of the pages in their order; nobody changes the array
 */
public record ShareRecord(DomId domain, int key, int[] refs) {

    private static final int VERSION = 1;
    private static final int HEADER = 4 * Integer.BYTES;

    /** Pages that a record of the keep's size can name: 63 MiB. */
    public static final int MAX_PAGES = (Keep.MAX_RECORD_BYTES - HEADER) / Integer.BYTES;

    /** How many. */
    public int pages() {
        return refs.length;
    }

    /** The grant of one page. */
    public GrantRef ref(int page) {
        return new GrantRef(refs[page]);
    }

    byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER + refs.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(VERSION).putInt(domain.value()).putInt(key).putInt(refs.length);
        bytes.asIntBuffer().put(refs);
        return bytes.array();
    }

    /** @param name for the message if it is no such record, or one of another version */
    static ShareRecord parse(String name, byte[] record) {
        ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        if (record.length < HEADER || bytes.getInt() != VERSION) {
            throw new XenException("the keep's record '" + name + "' is not one of version " + VERSION
                    + ": another version of this bundle made it, go back to that");
        }
        int domain = bytes.getInt();
        int key = bytes.getInt();
        int count = bytes.getInt();
        if (count < 1 || count != bytes.remaining() / Integer.BYTES) {
            throw new XenException(
                    "the keep's record '" + name + "' is damaged: " + count + " grants in " + record.length + " bytes");
        }
        int[] refs = new int[count];
        bytes.asIntBuffer().get(refs);
        return new ShareRecord(new DomId(domain), key, refs);
    }
}
