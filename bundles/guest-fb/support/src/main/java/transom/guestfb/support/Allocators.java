package transom.guestfb.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import transom.gem.Allocator;
import transom.gem.DmaBuf;

/** The allocators that there are now. They come and go; whoever has a buffer of one keeps it. <b>Thread:</b> any. */
public final class Allocators {

    /**
     * One that there is.
     *
     * @param dmaBuf whether the fds of its memory are dma-bufs
     */
    public record Entry(Allocator allocator, boolean dmaBuf) {

        public String name() {
            return allocator.name();
        }

        /** A name may be a driver's, for all of its cards. */
        private boolean isNamed(String name) {
            return name().equals(name) || name().startsWith(name + ":");
        }
    }

    /**
     * In what order allocators are tried where nobody says: a GPU's own memory first, which every other device of a machine
     * can read; memory of virtual devices last. An unknown name with a card in it is a GPU's driver.
     */
    private static final List<String> ORDER = List.of("udmabuf", "dma-heap", "virtio_gpu", "virtio-gpu", "vgem");

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** There is one more. @param properties of its service */
    public void add(Allocator allocator, Map<String, ?> properties) {
        entries.add(new Entry(allocator, Boolean.TRUE.equals(properties.get(Allocator.DMA_BUF))));
    }

    /** It has gone. */
    public void remove(Allocator allocator) {
        entries.removeIf(entry -> entry.allocator() == allocator);
    }

    /**
     * Those to try, the best first.
     *
     * @param named in the order of preference: these only, also those that make no dma-bufs; empty for all that do
     */
    public List<Entry> inOrder(List<String> named) {
        if (named.isEmpty()) {
            return entries.stream()
                    .filter(Entry::dmaBuf)
                    .sorted(Comparator.comparingInt(Allocators::rank).thenComparing(Entry::name))
                    .toList();
        }
        List<Entry> chosen = new ArrayList<>();
        for (String name : named) {
            entries.stream()
                    .filter(entry -> entry.isNamed(name) && !chosen.contains(entry))
                    .forEach(chosen::add);
        }
        return chosen;
    }

    private static int rank(Entry entry) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (entry.isNamed(ORDER.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** All of them. */
    public List<Entry> all() {
        return List.copyOf(entries);
    }

    /** The one with this name. */
    public Optional<Entry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Memory that one of them made under this name, for whoever was here before. <b>Owner:</b> the caller. */
    public Optional<DmaBuf> adopt(String keepName) {
        return entries.stream()
                .flatMap(entry -> entry.allocator().adopt(keepName).stream())
                .findFirst();
    }

    /** Whether there are all of these. */
    public boolean have(List<String> names) {
        return names.stream().allMatch(name -> find(name).isPresent());
    }

    /** All names, for people. */
    public String names() {
        return entries.isEmpty()
                ? "none"
                : entries.stream().map(Entry::name).sorted().collect(Collectors.joining(", "));
    }
}
