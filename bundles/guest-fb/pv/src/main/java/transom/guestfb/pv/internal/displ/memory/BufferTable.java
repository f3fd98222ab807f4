package transom.guestfb.pv.internal.displ.memory;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Fourcc;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptBuffer;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptFramebuffer;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.DisplayFramebuffer;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;
import transom.xen.DeviceId;

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
    private final KeptNames names;
    private final DeviceBuffers buffers;
    private final CookieTable<Framebuffer> framebuffers = new CookieTable<>();
    private final ConnectorConfigs configs;
    private String instance = "";
    private KeptTable loaded = KeptTable.EMPTY;

    /** What is in the keep stays as it is, for a version that can read it. */
    private boolean unreadable;

    /** @param plan which routes its guest's memory may take */
    public BufferTable(DeviceId device, MemoryServices services, RoutePlan plan) {
        this.device = device;
        this.names = new KeptNames(services.keep(), device);
        this.buffers = new DeviceBuffers(device, services, plan, names);
        this.configs = new ConnectorConfigs(names);
    }

    /**
     * Takes over the buffers that are in the keep.
     *
     * @param connection tells this connection of the frontend's from others: what is of another one is left over until the
     *     guest is gone
     */
    public void load(String connection) {
        loaded = names.table();
        unreadable = names.isTableUnreadable();
        if (unreadable) {
            LOG.warn("{}: another version has kept its buffers, and this one cannot read that", device);
        }
        instance = connection;
        buffers.load(loaded, isSame());
        if (isSame()) {
            loaded.framebuffers().forEach(this::load);
        }
    }

    private boolean isSame() {
        return loaded.instance().equals(instance);
    }

    /** What a connector was told to show last; somebody else may serve it still, and it may have shown others since. */
    public Optional<Framebuffer> configured(int connector) {
        return isSame()
                ? names.config(connector)
                        .filter(config -> !config.isOff())
                        .map(KeptConfig::framebufferCookie)
                        .map(framebuffers::find)
                : Optional.empty();
    }

    /** Takes over what the connectors show, which nobody else changes any more. @param connectors that it has */
    public void loadConfigs(int connectors) {
        configs.load(connectors, isSame() || unreadable, loaded.formerConfigs());
        loaded = KeptTable.EMPTY;
        store();
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
        if (unreadable) {
            return;
        }
        if (buffers.size() == 0) {
            names.removeTable();
            return;
        }
        List<KeptFramebuffer> keptFramebuffers = framebuffers.values().stream()
                .map(fb -> new KeptFramebuffer(
                        fb.cookie(),
                        fb.in().kept().cookie(),
                        fb.shape().width(),
                        fb.shape().height(),
                        fb.shape().fourcc().code()))
                .toList();
        names.putTable(new KeptTable(instance, buffers.serial(), buffers.kept(), keptFramebuffers, List.of()));
    }

    /**
     * Does DBUF_CREATE.
     *
     * @param offered whether the frontend was told that dom0 allocates
     * @throws RequestRefusedException if it cannot be
     * @throws transom.guestfb.wire.ProtocolException if its directory is none
     */
    public void create(DisplRequest request, boolean offered) {
        if (unreadable) {
            throw new RequestRefusedException(
                    XenErrno.EBUSY, "its buffers were kept by another version, and this one cannot read that");
        }
        if (buffers.create(request, offered)) {
            store();
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
        DisplayBuffer ended = buffers.require(cookie);
        framebuffersIn(cookie)
                .forEach(
                        framebuffer -> framebuffers.remove(framebuffer.cookie()).drop());
        buffers.end(cookie);
        store();
        return ended;
    }

    /**
     * Does FB_ATTACH.
     *
     * @throws RequestRefusedException if it cannot be
     */
    public void attach(DisplRequest request) {
        DisplayBuffer in = buffers.require(request.untrustedDbufCookie());
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
        return buffers.uses(allocator);
    }

    /** Leaves; whoever loads it next goes on with it. */
    public void leave() {
        framebuffers.values().forEach(Framebuffer::drop);
        framebuffers.clear();
        configs.clear();
        buffers.leave();
    }

    /** The guest is no more: ends all of it. */
    public void end() {
        framebuffers.values().forEach(Framebuffer::drop);
        framebuffers.clear();
        configs.clear();
        buffers.end();
        // Without a table the memory is found by its names.
        unreadable = false;
        store();
    }

    /** Buffers that the guest has now, and those of earlier connections that it has not given back. */
    public int size() {
        return buffers.size();
    }
}
