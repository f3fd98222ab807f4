package transom.guestfb.pv.internal.fb;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.guestfb.wire.ProtocolException;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.xen.DeviceId;

/**
 * A framebuffer's last RESIZE in the keep: the shared page goes on saying the old size, so that nobody who attaches later
 * could know.
 */
final class KeptMode {

    private static final int VERSION = 1;
    private static final int SIZE = Integer.BYTES + Long.BYTES + Integer.BYTES + 5 * Integer.BYTES;

    /** Which frontend said it: another shared page or port is another frontend, with a mode of its own. */
    record Instance(long pageFrame, int port) {}

    private final Keep keep;
    private final String name;

    KeptMode(Keep keep, DeviceId device) {
        this.keep = keep;
        this.name = name(device);
    }

    private static String name(DeviceId device) {
        return device.type() + "/" + device.frontend() + "/" + device.index() + "/mode";
    }

    void put(Instance instance, FramebufferLayout layout) {
        keep.putRecord(
                name,
                ByteBuffer.allocate(SIZE)
                        .putInt(VERSION)
                        .putLong(instance.pageFrame())
                        .putInt(instance.port())
                        .putInt(layout.width())
                        .putInt(layout.height())
                        .putInt(layout.stride())
                        .putInt(layout.depth())
                        .putInt(layout.offset())
                        .array());
    }

    /** The mode to go on with: the kept one if it is this frontend's and fits its memory, else the one of its page. */
    FramebufferLayout restore(Instance instance, FramebufferLayout fromPage, Limits limits) {
        Optional<ByteBuffer> kept =
                keep.record(name).filter(bytes -> bytes.length == SIZE).map(ByteBuffer::wrap);
        if (kept.isEmpty() || !isOf(instance, kept.get())) {
            return fromPage;
        }
        ByteBuffer r = kept.get();
        try {
            return fromPage.resized(r.getInt(), r.getInt(), r.getInt(), r.getInt(), r.getInt(), limits);
        } catch (ProtocolException e) {
            return fromPage;
        }
    }

    private static boolean isOf(Instance instance, ByteBuffer record) {
        return record.getInt() == VERSION && new Instance(record.getLong(), record.getInt()).equals(instance);
    }

    void remove() {
        keep.remove(name);
    }

    /** Forgets devices that have gone while nobody was here. */
    static void retain(Keep keep, Set<DeviceId> present) {
        Set<String> names = present.stream().map(KeptMode::name).collect(Collectors.toSet());
        for (KeptEntry entry : keep.list()) {
            if (entry.name().matches("vfb/[0-9]+/[0-9]+/mode") && !names.contains(entry.name())) {
                keep.remove(entry.name());
            }
        }
    }
}
