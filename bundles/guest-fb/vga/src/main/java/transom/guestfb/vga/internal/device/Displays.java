package transom.guestfb.vga.internal.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.DisplayInfo;
import transom.guestfb.support.Printable;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.guestfb.vga.internal.Settings;
import transom.guestfb.vga.internal.link.KeptLinks;
import transom.guestfb.vga.internal.link.Link;
import transom.guestfb.vga.internal.memory.Memories;
import transom.guestfb.wire.ProtocolException;
import transom.linux.EventLoop;
import transom.xen.DeviceId;

/**
 * The VGAs that there are: made by a device model's first message, attached to by what is in the keep, left to others, ended.
 *
 * <p><b>Thread:</b> the loop.
 */
final class Displays {

    private static final Logger LOG = LoggerFactory.getLogger(Displays.class);

    /** Packets of one turn: a device model that never stops keeps nobody else waiting. */
    private static final int QUOTA = 64;

    private final VgaServices services;
    private final ScanoutRegistry registry;
    private final Memories memories;
    private final EventLoop loop;
    private final Consumer<DeviceId> takeOver;
    private final Supplier<Settings> settings;
    private final KeptLinks kept;
    private final Map<DeviceId, VgaDisplay> served = new TreeMap<>();
    private final Map<DeviceId, Absent> absent = new LinkedHashMap<>();

    /** Somebody else serves them. */
    private final Set<DeviceId> released = new TreeSet<>();

    Displays(
            VgaServices services,
            ScanoutRegistry registry,
            Memories memories,
            EventLoop loop,
            Consumer<DeviceId> takeOver,
            Supplier<Settings> settings) {
        this.services = services;
        this.registry = registry;
        this.memories = memories;
        this.loop = loop;
        this.takeOver = takeOver;
        this.settings = settings;
        this.kept = new KeptLinks(services.keep());
    }

    /** {@link Greeting.Receiver}. */
    void hello(Link from, int untrustedVersion, int untrustedDomain, int untrustedIndex, long untrustedBytes) {
        Settings now = settings.get();
        Hello hello = Hello.of(untrustedVersion, untrustedDomain, untrustedIndex, untrustedBytes, services, now);
        DeviceId device = hello.device();
        requireRoom(device, now);
        kept.begin(device, hello.bytes());
        Optional<Memories.Made> made = Optional.empty();
        try {
            made = Optional.of(memories.make(device, hello.bytes(), now.allocators()));
            kept.put(device, from.fd());
            if (!from.sendBuffer(made.get().memory().size(), made.get().memory().fd())) {
                throw new IllegalStateException("its device model does not take the framebuffer");
            }
        } catch (RuntimeException e) {
            made.ifPresent(memory -> memory.memory().drop());
            kept.remove(device);
            throw e;
        }
        loop.remove(from.fd());
        serve(device, from, made.get());
        LOG.info(
                "{}: process {} has a framebuffer of {} bytes, of {}",
                device,
                from.pid(),
                hello.bytes(),
                made.get().allocator());
    }

    private void requireRoom(DeviceId device, Settings now) {
        VgaDisplay before = served.get(device);
        if (before != null) {
            // one that has ended just now may not have been looked at yet
            read(before);
        }
        if (kept.has(device)) {
            throw new ProtocolException(device + " has a device model already");
        }
        if (kept.all().size() >= now.devices()) {
            throw new ProtocolException("max.devices is " + now.devices() + ", and so many guests have a VGA");
        }
    }

    private void serve(DeviceId device, Link link, Memories.Made memory) {
        String guest = Printable.guestName(services.store(), device.frontend());
        VgaScreen screen = new VgaScreen(device, guest, memory, registry, loop);
        VgaDisplay display = new VgaDisplay(device, guest, link, memory, kept, screen);
        loop.add(link.fd(), () -> read(display));
        served.put(device, display);
        absent.remove(device);
    }

    private void read(VgaDisplay display) {
        try {
            if (!display.link().read(display, QUOTA)) {
                end(display, "its device model has gone");
            }
        } catch (ProtocolException e) {
            LOG.error("{}: {}: it is shown no more", display.device(), e.getMessage());
            absent.put(display.device(), Absent.broken(display.device(), display.guestName(), e.getMessage()));
            end(display, "it broke the protocol");
        }
    }

    private void end(VgaDisplay display, String reason) {
        loop.remove(display.link().fd());
        served.remove(display.device());
        display.end();
        LOG.info("{}: gone: {}", display.device(), reason);
    }

    /** Goes on with what is in the keep and not served, as far as its memory's allocator is here. */
    void attach() {
        kept.orphans()
                .forEach(device ->
                        memories.adopt(device).ifPresent(made -> made.memory().drop()));
        kept.all().forEach((device, bytes) -> {
            if (!served.containsKey(device) && !released.contains(device)) {
                attach(device, bytes);
            }
        });
    }

    private void attach(DeviceId device, long bytes) {
        Optional<Memories.Made> memory = memories.adopt(device);
        Optional<Link> link = kept.link(device);
        boolean lives = link.isPresent() && services.store().isIntroduced(device.frontend());
        if (lives && memory.isEmpty()) {
            link.get().close();
            absent.put(device, Absent.waiting(device, Printable.guestName(services.store(), device.frontend())));
        } else if (lives && memory.get().memory().size() == bytes) {
            takeOver.accept(device);
            serve(device, link.get(), memory.get());
            link.get().sendQuery();
        } else {
            link.ifPresent(Link::close);
            memory.ifPresent(made -> made.memory().drop());
            // memory whose allocator comes later is found without the record, too
            kept.remove(device);
        }
    }

    /** Ends what guests that have gone had. */
    void look() {
        for (VgaDisplay display : List.copyOf(served.values())) {
            if (!services.store().isIntroduced(display.device().frontend())) {
                end(display, "its guest has gone");
            }
        }
        absent.keySet().removeIf(device -> !services.store().isIntroduced(device.frontend()));
        attach();
    }

    /** Leaves a display to somebody else. */
    void release(DeviceId device) {
        released.add(device);
        detach(device);
    }

    /** Nobody else serves any more. */
    void resume() {
        released.clear();
        attach();
    }

    /** Lets go of an allocator's memory, until it comes again. */
    void allocatorGone(String name) {
        for (VgaDisplay display : List.copyOf(served.values())) {
            if (display.uses(name)) {
                detach(display.device());
                absent.put(display.device(), Absent.waiting(display.device(), display.guestName()));
            }
        }
    }

    /** Leaves all as they are: guests draw on. */
    void detach() {
        List.copyOf(served.keySet()).forEach(this::detach);
    }

    private void detach(DeviceId device) {
        VgaDisplay display = served.remove(device);
        if (display != null) {
            loop.remove(display.link().fd());
            display.detach();
        }
    }

    List<DisplayInfo> infos() {
        return Stream.concat(
                        served.values().stream().map(VgaDisplay::info),
                        absent.values().stream().map(Absent::info))
                .toList();
    }
}
