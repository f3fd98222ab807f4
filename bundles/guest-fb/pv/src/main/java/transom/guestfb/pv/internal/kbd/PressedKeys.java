package transom.guestfb.pv.internal.kbd;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.xen.DeviceId;

/**
 * Which keys a guest believes to be down, also in the keep: whoever attaches after us releases them.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class PressedKeys {

    /** input-event-codes.h, {@code KEY_MAX}: a greater code is no key. */
    static final int MAX_CODE = 0x2ff;

    private final Keep keep;
    private final String name;
    private final BitSet down;

    PressedKeys(Keep keep, DeviceId device) {
        this.keep = keep;
        this.name = name(device);
        this.down = keep.record(name).map(BitSet::valueOf).orElseGet(BitSet::new);
        this.down.clear(MAX_CODE + 1, Math.max(MAX_CODE + 1, down.length()));
    }

    private static String name(DeviceId device) {
        return device.type() + "/" + device.frontend() + "/" + device.index() + "/pressed";
    }

    boolean isDown(int code) {
        return down.get(code);
    }

    /** Remembers it before the guest is told. */
    void set(int code, boolean pressed) {
        if (down.get(code) != pressed) {
            down.set(code, pressed);
            keep.putRecord(name, down.toByteArray());
        }
    }

    /** The first key from this code on that is down, -1 if there is none. */
    int next(int from) {
        return down.nextSetBit(from);
    }

    void remove() {
        down.clear();
        keep.remove(name);
    }

    /** Forgets devices that have gone while nobody was here. */
    static void retain(Keep keep, Set<DeviceId> present) {
        Set<String> names = present.stream().map(PressedKeys::name).collect(Collectors.toSet());
        for (KeptEntry entry : keep.list()) {
            if (entry.name().matches("vkbd/[0-9]+/[0-9]+/pressed") && !names.contains(entry.name())) {
                keep.remove(entry.name());
            }
        }
    }
}
