package transom.itests.guestsim;

import java.util.LinkedHashMap;
import java.util.Map;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.FbPage;
import transom.guestfb.wire.Fbif;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.RingConsumer;
import transom.guestfb.wire.RingProducer;
import transom.linux.EventLoop;
import transom.xen.GuestPages;
import transom.xen.XenbusState;
import transom.xen.sim.control.GuestControl;

/**
 * A framebuffer frontend that behaves as Linux's xen-fbfront (drivers/video/fbdev/xen-fbfront.c): it goes to Initialised
 * at once, to Connected as soon as the backend says InitWait, sends updates only if the backend asked for them, keeps
 * one rectangle where the ring is full, and uses the same pages and port again when a backend comes back.
 *
 * <p><b>Owner:</b> whoever made it. <b>Thread:</b> the guest's loop.
 */
public final class FbFront implements AutoCloseable, Frontend.Driver {

    private final GuestPages framebuffer;
    private final GuestPages page;
    private final GuestControl.Port port;
    private final EventLoop loop;
    private final RingProducer out;
    private final RingConsumer in;
    private final Frontend frontend;
    private final Dirty dirty = new Dirty();
    private FramebufferLayout layout;
    private boolean resizePending;
    private boolean updateWanted;
    private boolean featureResize;
    private long updates;
    private long ringFull;
    private int refreshPeriod = -1;

    /**
     * Sets the framebuffer up and offers it.
     *
     * @param layout as it begins; an offset is told by a RESIZE, for the page has no field for one
     */
    public FbFront(SimGuest guest, FramebufferLayout layout, Abi abi, EventLoop loop) {
        this.layout = layout;
        this.loop = loop;
        long pageGfn = guest.allocate(1);
        long firstGfn = guest.allocate(layout.pages());
        this.page = guest.pages(pageGfn, 1);
        this.framebuffer = guest.pages(firstGfn, layout.pages());
        writePage(guest, abi, firstGfn);
        this.out = RingProducer.attachFbOut(page);
        this.in = RingConsumer.attachFbIn(page);
        this.port = guest.allocPort();
        loop.add(port.own().fd(), this::event);
        this.frontend = new Frontend(guest, guest.device("vfb"), keys(pageGfn, abi), loop, this);
        this.resizePending = layout.offset() != 0;
    }

    private void writePage(SimGuest guest, Abi abi, long firstGfn) {
        long[] frames = new long[layout.pages()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = firstGfn + i;
        }
        long[] directories = new long[(frames.length + abi.framesPerDirectory() - 1) / abi.framesPerDirectory()];
        long firstDirectory = guest.allocate(directories.length);
        for (int i = 0; i < directories.length; i++) {
            directories[i] = firstDirectory + i;
        }
        FbPage.writeDirectories(guest.pages(firstDirectory, directories.length), abi, frames);
        FbPage.initialise(page, layout, abi, directories);
    }

    private Map<String, String> keys(long pageGfn, Abi abi) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("page-ref", Long.toString(pageGfn));
        keys.put("event-channel", Integer.toString(port.number()));
        keys.put("protocol", abi.protocol());
        keys.put("feature-update", "1");
        return keys;
    }

    /** The memory that the pixels are in. */
    public GuestPages framebuffer() {
        return framebuffer;
    }

    /** What the picture is now. */
    public FramebufferLayout layout() {
        return layout;
    }

    @Override
    public void backendReady() {}

    @Override
    public void connected() {
        if (!updateWanted && frontend.backendNumber("request-update") != 0) {
            updateWanted = true;
            // The backend may have looked while the first frame was being drawn, of which nobody was told.
            dirty.add(0, 0, layout.width(), layout.height());
        }
        featureResize = frontend.backendNumber("feature-resize") != 0;
        flush();
    }

    @Override
    public void disconnected() {}

    /** The backend notified: it freed slots, or says something that Linux does not look at either. */
    private void event() {
        port.own().drain();
        if (in.pending() > 0) {
            refreshPeriod = FbEvents.readRefreshPeriod(in, page);
            port.peer().signal();
        }
        flush();
    }

    /** Pixels changed: tells the backend, now or when it has room. */
    public void refresh(int x, int y, int width, int height) {
        if (updateWanted) {
            dirty.add(x, y, width, height);
            ringFull += out.room() == 0 ? 1 : 0;
        }
        flush();
    }

    /** Changes the picture's size; the framebuffer must have room for it. */
    public void resize(FramebufferLayout changed) {
        layout = changed;
        resizePending = true;
        flush();
    }

    private void flush() {
        boolean sent = false;
        if (resizePending && featureResize && out.room() > 0) {
            resizePending = false;
            sent = FbEvents.writeResize(
                    out, page, layout.width(), layout.height(), layout.stride(), layout.depth(), layout.offset());
        }
        if (!dirty.isEmpty() && out.room() > 0) {
            sent |= FbEvents.writeUpdate(out, page, dirty.x(), dirty.y(), dirty.width(), dirty.height());
            updates++;
            dirty.clear();
        }
        if (sent) {
            port.peer().signal();
        }
    }

    /** Whether the backend has read everything that there was to say. */
    public boolean isConsumed() {
        return dirty.isEmpty() && !(resizePending && featureResize) && out.room() == Fbif.OUT_RING_SLOTS;
    }

    public XenbusState state() {
        return frontend.state();
    }

    public XenbusState backendState() {
        return frontend.backendState();
    }

    /** Whether the backend asked for updates. */
    public boolean isUpdateWanted() {
        return updateWanted;
    }

    /** Whether the backend takes another size. */
    public boolean isResizable() {
        return featureResize;
    }

    /** UPDATE events sent. */
    public long updates() {
        return updates;
    }

    /** How often an update found the ring full. */
    public long ringFull() {
        return ringFull;
    }

    /** The last REFRESH_PERIOD in milliseconds, -1 if there was none. */
    public int refreshPeriod() {
        return refreshPeriod;
    }

    @Override
    public void close() {
        frontend.close();
        loop.remove(port.own().fd());
        port.own().close();
        port.peer().close();
    }
}
