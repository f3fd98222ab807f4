package transom.guestfb.vga.internal.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.DmaBuf;
import transom.guestfb.support.Allocators;
import transom.guestfb.vga.internal.link.KeptLinks;
import transom.linux.ErrnoException;
import transom.linux.Mapping;
import transom.xen.DeviceId;

/** Makes framebuffers' memory by the first allocator that can. <b>Thread:</b> the loop. */
public final class Memories {

    private static final Logger LOG = LoggerFactory.getLogger(Memories.class);

    private static final int PAGE = 4096;

    private final Allocators allocators;

    public Memories(Allocators allocators) {
        this.allocators = allocators;
    }

    /**
     * Memory, and who made it.
     *
     * @param forDevices whether it is a dma-buf
     */
    public record Made(DmaBuf memory, String allocator, boolean forDevices) {}

    /**
     * Zeroed memory that is in the keep from when it exists, and that the device model can map.
     *
     * @param named allocators in the order of preference; empty for all that make dma-bufs
     * @return <b>Owner:</b> the caller
     * @throws IllegalStateException if there is none, with the reason of each allocator
     */
    public Made make(DeviceId device, long bytes, List<String> named) {
        List<String> reasons = new ArrayList<>();
        for (Allocators.Entry entry : allocators.inOrder(named)) {
            try {
                return new Made(mappable(entry, device, bytes), entry.name(), entry.dmaBuf());
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.debug("{}: no memory of {}: {}", device, entry.name(), e.getMessage());
                reasons.add(entry.name() + ": " + e.getMessage());
            }
        }
        throw new IllegalStateException(
                reasons.isEmpty()
                        ? "no allocator makes dma-bufs here (there is: " + allocators.names()
                                + "); load the module udmabuf"
                        : "no memory: " + String.join("; ", reasons));
    }

    private static DmaBuf mappable(Allocators.Entry entry, DeviceId device, long bytes) {
        DmaBuf made = entry.allocator().allocate(bytes, KeptLinks.memory(device));
        try {
            Mapping.map(made.fd(), 0, PAGE, Mapping.PROT_READ | Mapping.PROT_WRITE)
                    .close();
            return made;
        } catch (ErrnoException e) {
            made.drop();
            throw new IllegalStateException("its dma-bufs can not be mapped (" + e.getMessage() + ")", e);
        }
    }

    /** What was made for a device by whoever was here before; empty while its allocator is not here. */
    public Optional<Made> adopt(DeviceId device) {
        return allocators.all().stream()
                .flatMap(entry -> entry
                        .allocator()
                        .adopt(KeptLinks.memory(device))
                        .map(memory -> new Made(memory, entry.name(), entry.dmaBuf()))
                        .stream())
                .findFirst();
    }
}
