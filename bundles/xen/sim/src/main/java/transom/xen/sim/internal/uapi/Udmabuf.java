package transom.xen.sim.internal.uapi;

import java.nio.ByteBuffer;
import java.util.List;
import transom.linux.Direct;

/** /dev/udmabuf (linux/include/uapi/linux/udmabuf.h): makes a dma-buf of a memfd's pages. */
public final class Udmabuf {

    public static final String PATH = "/dev/udmabuf";

    /** {@code UDMABUF_CREATE_LIST}; the result is the dma-buf's fd. */
    public static final long CREATE_LIST = 0x40087543L;

    public static final int FLAGS_CLOEXEC = 1;

    /** {@code struct udmabuf_create_list}; its items follow. */
    public static final int LIST_SIZE = 8;

    public static final int LIST_FLAGS = 0;
    public static final int LIST_COUNT = 4;

    /** {@code struct udmabuf_create_item}. */
    public static final int ITEM_SIZE = 24;

    public static final int ITEM_MEMFD = 0;
    public static final int ITEM_OFFSET = 8;
    public static final int ITEM_SIZE_FIELD = 16;

    /** A piece of a memfd, in bytes: whole pages. */
    public record Item(int memfd, long offset, long size) {}

    private Udmabuf() {}

    /** The argument for one dma-buf of these pieces, one after the other. */
    public static ByteBuffer createList(List<Item> items) {
        ByteBuffer argument = Direct.allocate(LIST_SIZE + items.size() * ITEM_SIZE)
                .putInt(LIST_FLAGS, FLAGS_CLOEXEC)
                .putInt(LIST_COUNT, items.size());
        for (int i = 0; i < items.size(); i++) {
            int entry = LIST_SIZE + i * ITEM_SIZE;
            argument.putInt(entry + ITEM_MEMFD, items.get(i).memfd())
                    .putLong(entry + ITEM_OFFSET, items.get(i).offset())
                    .putLong(entry + ITEM_SIZE_FIELD, items.get(i).size());
        }
        return argument;
    }
}
