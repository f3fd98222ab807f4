package transom.present.headless.internal.memory;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import transom.gem.Allocator;
import transom.guestfb.Scanout;
import transom.present.Presentation;
import transom.present.Presenter;
import transom.present.support.Png;
import transom.present.support.Tasks;
import transom.present.support.Waiter;

/**
 * Keeps the last picture of every scanout that it is given.
 *
 * <p><b>Owner:</b> who made it closes it. <b>Thread:</b> any.
 */
public final class MemoryPresenter implements Presenter, AutoCloseable {

    private final List<ScanoutCopy> copies = new CopyOnWriteArrayList<>();
    private final Waiter waiter = new Waiter();
    private final Tasks tasks = new Tasks(waiter::wake);
    private final Thread thread = new Thread(null, this::run, "transom-headless", 0, false);
    private Allocator allocator;

    public MemoryPresenter() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (waiter.await()) {
            tasks.run();
            for (int i = 0; i < copies.size(); i++) {
                copies.get(i).turn();
            }
        }
        tasks.close();
        copies.forEach(copy -> copy.close("presenter stopped"));
        copies.clear();
    }

    /** Keeps pictures in this memory from now on. */
    public void allocator(Allocator memory) {
        call(() -> {
            allocator = memory;
            copies.forEach(copy -> {
                copy.close("another allocator");
                copy.open(memory);
            });
            return null;
        });
    }

    /** Lets go of this memory, if it is the one in use; when it returns, no buffer of it is used any more. */
    public void withoutAllocator(Allocator memory) {
        call(() -> {
            if (allocator == memory) {
                allocator = null;
                copies.forEach(copy -> copy.close("no allocator"));
            }
            return null;
        });
    }

    /** Keeps a scanout's picture from now on. */
    public void add(Scanout scanout) {
        tasks.post(() -> {
            ScanoutCopy copy = new ScanoutCopy(scanout, waiter::wake);
            copies.add(copy);
            if (allocator != null) {
                copy.open(allocator);
            }
            return null;
        });
    }

    /** Forgets a scanout; when it returns, nothing of it is used any more. */
    public void remove(Scanout scanout) {
        call(() -> {
            for (ScanoutCopy copy : copies) {
                if (copy.scanout() == scanout) {
                    copies.remove(copy);
                    copy.close("gone");
                }
            }
            return null;
        });
    }

    private void call(Callable<Void> task) {
        try {
            tasks.call(task);
        } catch (CancellationException e) {
            // it has stopped, and let go of all
        }
    }

    @Override
    public String name() {
        return "headless";
    }

    @Override
    public List<Presentation> presentations() {
        return copies.stream()
                .map(ScanoutCopy::presentation)
                .sorted(Comparator.comparing(Presentation::device).thenComparing(Presentation::connector))
                .toList();
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(
                new Capability("copy", true, "damage, by the CPU"),
                new Capability("window", false, "pictures stay in memory; for windows there is transom.present.egl"));
    }

    @Override
    public void writePng(String device, Path file) throws IOException {
        BufferedImage image = tasks.call(() -> find(device).image());
        if (image == null) {
            throw new IOException(device + " has no picture now, see present:list");
        }
        Png.write(image, file);
    }

    private ScanoutCopy find(String device) {
        return copies.stream()
                .filter(copy -> copy.scanout().label().equals(device))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no scanout '" + device + "' is shown; there are " + devices()));
    }

    private List<String> devices() {
        return copies.stream().map(copy -> copy.scanout().label()).toList();
    }

    @Override
    public void close() {
        waiter.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
