package transom.guestfb.vga.internal.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import transom.gem.Allocator;
import transom.gem.mem.internal.memfd.MemfdSource;
import transom.gem.support.Allocations;
import transom.guestfb.DisplayInfo;
import transom.guestfb.support.Allocators;
import transom.guestfb.vga.internal.Settings;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;

/** A dom0 whose loop a test steps. What is in the keep outlives {@link Version}s. */
final class VgaMachine implements AutoCloseable {

    static final int MIB = 1 << 20;

    final PlayedXen xen = new PlayedXen();
    final MemoryKeep keep = new MemoryKeep();
    final Allocator memfd = new Allocations(new MemfdSource(), keep);
    final Path socket;

    VgaMachine(Path folder) {
        socket = folder.resolve("vga");
    }

    Version version() {
        return version(device -> {}, true);
    }

    Version version(Consumer<DeviceId> takeOver, boolean withMemory) {
        return new Version(takeOver, withMemory);
    }

    /** One version of the bundle, running. */
    final class Version implements AutoCloseable {
        final PlayedPresenter presenter = new PlayedPresenter();
        final Allocators allocators = new Allocators();
        final EventLoop loop = new EventLoop("vga");
        final VgaDevices devices;

        private Version(Consumer<DeviceId> takeOver, boolean withMemory) {
            if (withMemory) {
                addMemory();
            }
            devices = new VgaDevices(
                            new VgaServices(xen, xen, keep), presenter, allocators, loop, takeOver, settings(4, 3))
                    .listen();
            turn();
        }

        void addMemory() {
            allocators.add(memfd, Map.of(Allocator.DMA_BUF, false));
        }

        Settings settings(int mib, int most) {
            return new Settings(socket, mib * MIB, most, List.of(MemfdSource.NAME));
        }

        /** Until nothing is left to do. */
        void turn() {
            while (loop.turn(0) > 0) {
                Thread.onSpinWait();
            }
        }

        DisplayInfo info(String label) {
            return devices.displays().stream()
                    .filter(info -> info.label().equals(label))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public void close() {
            devices.close();
        }
    }

    @Override
    public void close() {
        keep.close();
    }
}
