package transom.guestfb.pv.internal.displ.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Fourcc;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptBuffer;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptFramebuffer;
import transom.guestfb.pv.internal.displ.route.DisplSettings;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.DisplayBufferLayout;
import transom.guestfb.wire.DisplayFramebuffer;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;
import transom.xen.DeviceId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.XenException;

/**
 * A device's display buffers and framebuffers, for all of its connectors. What it holds is in the keep, too; a request that
 * is done a second time, because nobody was left to answer it, is done.
 *
 * <p><b>Thread:</b> the guest loop.
 */
public final class BufferTable {

    private static final Logger LOG = LoggerFactory.getLogger(BufferTable.class);

    /** Framebuffers of one device. */
    private static final int FRAMEBUFFERS = 256;

    private final DeviceId device;
    private final GuestQuotas quotas;
    private final Supplier<DisplSettings> settings;
    private final RoutePlan plan;
    private final KeptNames names;
    private final BufferMaker maker;
    private final CookieTable<DisplayBuffer> buffers = new CookieTable<>();
    private final CookieTable<Framebuffer> framebuffers = new CookieTable<>();
    private final List<DisplayBuffer> leftovers = new ArrayList<>();
    private final ConnectorConfigs configs = new ConnectorConfigs();
    private String instance = "";
    private int serial;

    /** @param plan which routes its guest's memory may take */
    public BufferTable(DeviceId device, MemoryServices services, RoutePlan plan) {
        this.device = device;
        this.quotas = services.quotas();
        this.settings = services.settings();
        this.plan = plan;
        this.names = new KeptNames(services.keep(), device);
        this.maker =
                new BufferMaker(device.frontend(), services.grants(), services.allocators(), services.proofs(), names);
    }

    /**
     * Takes over what is in the keep.
     *
     * @param connection tells this connection of the frontend's from others: what is of another one is left over until the
     *     guest is gone
     */
    public void load(String connection) {
        KeptTable kept = names.table();
        instance = connection;
        serial = kept.serial();
        boolean same = kept.instance().equals(connection);
        kept.buffers().forEach(buffer -> load(buffer, same && !buffer.leftover()));
        if (same) {
            kept.framebuffers().forEach(this::load);
            configs.addAll(kept.configs());
        }
        store();
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

    private void load(KeptFramebuffer kept) {
        DisplayBuffer in = buffers.find(kept.bufferCookie());
        if (in != null) {
            DisplayFramebuffer shape =
                    new DisplayFramebuffer(in.layout(), kept.width(), kept.height(), new Fourcc(kept.fourcc()));
            framebuffers.add(kept.cookie(), new Framebuffer(kept.cookie(), in, shape));
        }
    }

    private void store() {
        if (buffers.size() == 0 && leftovers.isEmpty() && configs.isEmpty()) {
            serial = 0;
            names.removeTable();
            return;
        }
        List<KeptBuffer> kept = new ArrayList<>();
        buffers.values().forEach(buffer -> kept.add(buffer.kept()));
        leftovers.forEach(buffer -> kept.add(buffer.kept().asLeftover()));
        List<KeptFramebuffer> keptFramebuffers = framebuffers.values().stream()
                .map(fb -> new KeptFramebuffer(
                        fb.cookie(),
                        fb.in().kept().cookie(),
                        fb.shape().width(),
                        fb.shape().height(),
                        fb.shape().fourcc().code()))
                .toList();
        names.putTable(new KeptTable(instance, serial, kept, keptFramebuffers, configs.all()));
    }

    /**
     * Does DBUF_CREATE.
     *
     * @param offered whether the frontend was told that dom0 allocates
     * @throws RequestRefusedException if it cannot be
     * @throws transom.guestfb.wire.ProtocolException if its directory is none
     */
    public void create(DisplRequest request, boolean offered) {
        DisplSettings now = settings.get();
        DisplayBufferLayout layout = DisplayBufferLayout.read(request, new Limits(now.bufferBytes(), now.side()));
        long cookie = request.untrustedDbufCookie();
        boolean ours = offered && request.asksForAllocation();
        DisplayBuffer before = buffers.find(cookie);
        if (before == null) {
            DisplayBuffer made = make(cookie, layout, ours, request.untrustedDirectory(), now);
            buffers.add(cookie, made);
            store();
        } else if (!before.layout().equals(layout) || before.kept().granted() != ours) {
            throw new RequestRefusedException(
                    XenErrno.EEXIST, "it has another buffer 0x" + Long.toHexString(cookie) + " already");
        } else if (ours) {
            maker.tell(request.untrustedDirectory(), before);
        }
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

    /** The framebuffers in this buffer, which must not be shown when it is destroyed. */
    public List<Framebuffer> framebuffersIn(long bufferCookie) {
        return framebuffers.values().stream()
                .filter(framebuffer -> framebuffer.in().kept().cookie() == bufferCookie)
                .toList();
    }

    /**
     * Does DBUF_DESTROY. The guest waits for the answer before it frees its own pages: look whether it
     * {@linkplain DisplayBuffer#isGone is gone}.
     *
     * @throws RequestRefusedException with ENOENT if there is no such buffer
     */
    public DisplayBuffer destroy(long cookie) {
        DisplayBuffer ended = buffers.remove(cookie);
        if (ended == null) {
            throw noBuffer(cookie);
        }
        framebuffersIn(cookie)
                .forEach(
                        framebuffer -> framebuffers.remove(framebuffer.cookie()).drop());
        end(ended);
        store();
        return ended;
    }

    private static RequestRefusedException noBuffer(long cookie) {
        return new RequestRefusedException(XenErrno.ENOENT, "it has no buffer 0x" + Long.toHexString(cookie));
    }

    private void end(DisplayBuffer buffer) {
        buffer.end();
        quotas.give(device.frontend(), buffer.bytes());
    }

    /**
     * Does FB_ATTACH.
     *
     * @throws RequestRefusedException if it cannot be
     */
    public void attach(DisplRequest request) {
        long bufferCookie = request.untrustedDbufCookie();
        DisplayBuffer in = buffers.find(bufferCookie);
        if (in == null) {
            throw noBuffer(bufferCookie);
        }
        DisplayFramebuffer shape = in.layout().framebuffer(request);
        long cookie = request.untrustedFbCookie();
        Framebuffer before = framebuffers.find(cookie);
        if (before != null && (before.in() != in || !before.shape().equals(shape))) {
            throw new RequestRefusedException(
                    XenErrno.EEXIST, "it has another framebuffer 0x" + Long.toHexString(cookie) + " already");
        }
        if (before == null) {
            if (framebuffers.size() >= FRAMEBUFFERS) {
                throw new RequestRefusedException(
                        XenErrno.ENOSPC, "it has " + FRAMEBUFFERS + " framebuffers, which is the limit");
            }
            framebuffers.add(cookie, new Framebuffer(cookie, in, shape));
            store();
        }
    }

    /**
     * The framebuffer that the guest calls this.
     *
     * @throws RequestRefusedException with ENOENT if there is none
     */
    public Framebuffer framebuffer(long cookie) {
        Framebuffer found = framebuffers.find(cookie);
        if (found == null) {
            throw new RequestRefusedException(XenErrno.ENOENT, "it has no framebuffer 0x" + Long.toHexString(cookie));
        }
        return found;
    }

    /** Does FB_DETACH of one that is not shown. */
    public void detach(Framebuffer framebuffer) {
        framebuffers.remove(framebuffer.cookie());
        framebuffer.drop();
        store();
    }

    /**
     * Remembers what a connector was configured to show.
     *
     * @param framebufferCookie 0 if it is off
     * @param events that it had sent by then
     */
    public void configure(int connector, long framebufferCookie, int events) {
        configs.set(connector, framebufferCookie, events);
        store();
    }

    /**
     * What a connector shows, where nobody was here to see it.
     *
     * @param events that it has sent by now
     * @param lastFlip what the last of them named
     */
    public Optional<Framebuffer> shown(int connector, int events, long lastFlip) {
        return configs.find(connector)
                .map(config -> config.events() != events && framebuffers.find(lastFlip) != null
                        ? lastFlip
                        : config.framebufferCookie())
                .map(framebuffers::find);
    }

    /** The allocators whose memory is in the keep for this device. */
    public static List<String> allocators(KeptNames names) {
        return names.table().buffers().stream()
                .filter(KeptBuffer::granted)
                .map(KeptBuffer::allocator)
                .distinct()
                .toList();
    }

    /** Whether it has buffers of this allocator. */
    public boolean uses(String allocator) {
        return Stream.concat(buffers.values().stream(), leftovers.stream())
                .anyMatch(buffer -> buffer.isGranted() && buffer.allocator().equals(allocator));
    }

    /** Leaves; whoever loads it next goes on with it. */
    public void leave() {
        framebuffers.values().forEach(Framebuffer::drop);
        buffers.values().forEach(this::leave);
        leftovers.forEach(this::leave);
        clear();
    }

    private void leave(DisplayBuffer buffer) {
        buffer.leave();
        quotas.give(device.frontend(), buffer.bytes());
    }

    private void clear() {
        framebuffers.clear();
        buffers.clear();
        leftovers.clear();
        configs.clear();
    }

    /** The guest is no more: ends all of it. */
    public void end() {
        framebuffers.values().forEach(Framebuffer::drop);
        buffers.values().forEach(this::end);
        leftovers.forEach(this::end);
        clear();
        store();
    }

    /** Buffers that the guest has now, and those of earlier connections that it has not given back. */
    public int size() {
        return buffers.size() + leftovers.size();
    }
}
