package transom.guestfb.pv.internal.displ.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptBuffer;
import transom.guestfb.pv.internal.displ.route.DisplSettings;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.DisplayBufferLayout;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;
import transom.xen.DeviceId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.XenException;

/**
 * A device's display buffers by their cookies, and those of earlier connections that the guest has not given back; each
 * counts as its guest's memory.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class DeviceBuffers {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceBuffers.class);

    private final DeviceId device;
    private final GuestQuotas quotas;
    private final Supplier<DisplSettings> settings;
    private final RoutePlan plan;
    private final BufferMaker maker;
    private final CookieTable<DisplayBuffer> buffers = new CookieTable<>();
    private final List<DisplayBuffer> leftovers = new ArrayList<>();
    private int serial;

    DeviceBuffers(DeviceId device, MemoryServices services, RoutePlan plan, KeptNames names) {
        this.device = device;
        this.quotas = services.quotas();
        this.settings = services.settings();
        this.plan = plan;
        this.maker =
                new BufferMaker(device.frontend(), services.grants(), services.allocators(), services.proofs(), names);
    }

    /** Takes over what is in the keep. @param same whether it is of the same connection */
    void load(KeptTable kept, boolean same) {
        serial = kept.serial();
        kept.buffers().forEach(buffer -> load(buffer, same && !buffer.leftover()));
    }

    private void load(KeptBuffer kept, boolean live) {
        if (!live && !kept.granted()) {
            maker.forget(kept);
            return;
        }
        try {
            DisplayBuffer buffer = maker.adopt(kept, plan).orElse(null);
            if (buffer == null) {
                LOG.warn("{}: a buffer of {} was not kept: what it shows of it is lost", device, kept.allocator());
                return;
            }
            quotas.add(device.frontend(), buffer.bytes());
            if (live) {
                buffers.add(kept.cookie(), buffer);
            } else {
                leftovers.add(buffer);
            }
        } catch (XenException | RequestRefusedException e) {
            LOG.warn("{}: a buffer of its own cannot be mapped again: {}", device, e.getMessage());
        }
    }

    /** All of them, for the keep. */
    List<KeptBuffer> kept() {
        return Stream.concat(
                        buffers.values().stream().map(DisplayBuffer::kept),
                        leftovers.stream().map(buffer -> buffer.kept().asLeftover()))
                .toList();
    }

    /** The next buffer's number. */
    int serial() {
        return serial;
    }

    /**
     * Does DBUF_CREATE.
     *
     * @param offered whether the frontend was told that dom0 allocates
     * @return whether there is one more
     * @throws RequestRefusedException if it cannot be
     * @throws transom.guestfb.wire.ProtocolException if its directory is none
     */
    boolean create(DisplRequest request, boolean offered) {
        DisplSettings now = settings.get();
        DisplayBufferLayout layout = DisplayBufferLayout.read(request, new Limits(now.bufferBytes(), now.side()));
        long cookie = request.untrustedDbufCookie();
        boolean ours = offered && request.asksForAllocation();
        DisplayBuffer before = buffers.find(cookie);
        if (before == null) {
            buffers.add(cookie, make(cookie, layout, ours, request.untrustedDirectory(), now));
        } else if (!before.layout().equals(layout) || before.kept().granted() != ours) {
            throw new RequestRefusedException(
                    XenErrno.EEXIST, "it has another buffer 0x" + Long.toHexString(cookie) + " already");
        } else if (ours) {
            maker.tell(request.untrustedDirectory(), before);
        }
        return before == null;
    }

    private DisplayBuffer make(
            long cookie, DisplayBufferLayout layout, boolean ours, GrantRef directory, DisplSettings now) {
        long bytes = (long) layout.pages() * GuestPages.PAGE_SIZE;
        quotas.take(device.frontend(), bytes, now.bufferBytes());
        try {
            int number = serial++;
            return ours
                    ? maker.grant(cookie, number, layout, directory, now.allocators())
                    : maker.map(cookie, number, layout, directory, plan);
        } catch (XenException e) {
            quotas.give(device.frontend(), bytes);
            throw new RequestRefusedException(XenErrno.EINVAL, e.getMessage());
        } catch (RuntimeException e) {
            quotas.give(device.frontend(), bytes);
            throw e;
        }
    }

    /** The buffer that the guest calls this, or null. */
    DisplayBuffer find(long cookie) {
        return buffers.find(cookie);
    }

    /** @throws RequestRefusedException with ENOENT if there is none */
    DisplayBuffer require(long cookie) {
        DisplayBuffer found = buffers.find(cookie);
        if (found == null) {
            throw new RequestRefusedException(XenErrno.ENOENT, "it has no buffer 0x" + Long.toHexString(cookie));
        }
        return found;
    }

    /** Ends one that no framebuffer is in. */
    void end(long cookie) {
        end(buffers.remove(cookie));
    }

    private void end(DisplayBuffer buffer) {
        buffer.end();
        quotas.give(device.frontend(), buffer.bytes());
    }

    /** Whether there are some of this allocator. */
    boolean uses(String allocator) {
        return Stream.concat(buffers.values().stream(), leftovers.stream())
                .anyMatch(buffer -> buffer.isGranted() && buffer.allocator().equals(allocator));
    }

    /** With those of earlier connections. */
    int size() {
        return buffers.size() + leftovers.size();
    }

    /** Leaves all; whoever loads them next goes on with them. */
    void leave() {
        buffers.values().forEach(this::leave);
        leftovers.forEach(this::leave);
        clear();
    }

    private void leave(DisplayBuffer buffer) {
        buffer.leave();
        quotas.give(device.frontend(), buffer.bytes());
    }

    /** Ends all: the guest is no more. */
    void end() {
        buffers.values().forEach(this::end);
        leftovers.forEach(this::end);
        clear();
    }

    private void clear() {
        buffers.clear();
        leftovers.clear();
    }
}
