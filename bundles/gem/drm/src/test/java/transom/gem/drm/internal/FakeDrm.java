package transom.gem.drm.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import transom.gem.drm.internal.uapi.Drm;
import transom.gem.drm.internal.uapi.Dumb;
import transom.gem.drm.internal.uapi.GetPfns;
import transom.gem.drm.internal.uapi.I915;
import transom.gem.support.Ioctls;
import transom.gem.support.uapi.DmaBufCalls;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.MemFd;
import transom.linux.Posix;

/**
 * DRM devices below a folder: objects are memfds, of which dma-bufs are further fds, and a node's file is as long as what
 * is mapped of it. Handles are a node's, numbered from 1, and an object has one per node, as in the kernel.
 */
public final class FakeDrm implements Ioctls {

    /** Where the fake says that objects can be mapped in a node's file. */
    public static final long MAP_AT = 0x10000;

    /** A frame above those of 32 bits. */
    public static final long FRAME = 0x1_8000_0000L;

    private static final int PAGE = 4096;
    private static final int NODE_BYTES = 1 << 20;

    public final Path root;
    public final List<String> calls = new ArrayList<>();
    public boolean dirty;
    public boolean patched;
    public boolean rounds;
    public boolean dmaBufsAreReadOnly;

    private final Map<String, String> drivers = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Fd> objects = new HashMap<>();
    private int numbers;

    public FakeDrm(Path root) {
        this.root = root;
    }

    /** A device with a card node, and perhaps a render node. */
    public FakeDrm plug(String driver, String card, String... render) {
        node(card, driver);
        for (String name : render) {
            node(name, driver);
            try {
                Files.createDirectories(root.resolve("sys/class/drm")
                        .resolve(card)
                        .resolve("device/drm")
                        .resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    private void node(String name, String driver) {
        try {
            Files.createDirectories(root.resolve("dev/dri"));
            Files.write(root.resolve("dev/dri").resolve(name), new byte[NODE_BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drivers.put(name, driver);
    }

    public void unplug(String name) {
        try {
            Files.delete(root.resolve("dev/dri").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a call on a node fail; 0 makes it work again. */
    public FakeDrm fail(String node, long request, int errno) {
        failures.put(node + " " + request, errno);
        return this;
    }

    /** Handles that are open on a node. */
    public long handles(String node) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(node + " "))
                .count();
    }

    public void close() {
        objects.values().forEach(Fd::close);
    }

    @Override
    public int call(int fd, long request, ByteBuffer argument) {
        String node = link(fd).getFileName().toString();
        Integer failure = failures.get(node + " " + request);
        calls.add(node + " " + Long.toHexString(request));
        if (failure != null && failure != 0) {
            return -failure;
        }
        if (request == DmaBufCalls.SYNC) {
            return 0;
        } else if (request == Drm.DROP_MASTER) {
            return node.startsWith("card") ? 0 : -Errno.EACCES;
        } else if (request == Drm.VERSION) {
            return version(drivers.get(node), argument);
        } else if (request == Drm.GET_CAP) {
            argument.putLong(Drm.GET_CAP_VALUE, argument.getLong(Drm.GET_CAP_CAPABILITY) == Drm.CAP_PRIME ? 3 : 1);
            return 0;
        } else if (request == Dumb.CREATE) {
            long bytes = 4L * argument.getInt(Dumb.CREATE_WIDTH) * argument.getInt(Dumb.CREATE_HEIGHT);
            argument.putInt(Dumb.CREATE_HANDLE, create(node, bytes));
            return 0;
        } else if (request == I915.GEM_CREATE) {
            argument.putInt(I915.CREATE_HANDLE, create(node, argument.getLong(I915.CREATE_BYTES)));
            return 0;
        } else if (request == Dumb.MAP) {
            argument.putLong(Dumb.MAP_OFFSET, MAP_AT);
            return objects.containsKey(node + " " + argument.getInt(Dumb.MAP_HANDLE)) ? 0 : -Errno.ENOENT;
        } else if (request == I915.GETPARAM || request == I915.SET_CACHING) {
            return 0;
        } else if (request == Drm.PRIME_HANDLE_TO_FD) {
            return exported(node, argument);
        } else if (request == Drm.PRIME_FD_TO_HANDLE) {
            argument.putInt(Drm.PRIME_HANDLE, imported(node, argument.getInt(Drm.PRIME_FD)));
            return 0;
        } else if (request == GetPfns.VGEM || request == GetPfns.I915) {
            return patched ? pages(node, argument) : -Errno.EINVAL;
        } else if (request == Drm.GEM_CLOSE) {
            Fd closed = objects.remove(node + " " + argument.getInt(Drm.GEM_CLOSE_HANDLE));
            if (closed != null) {
                closed.close();
            }
            return closed == null ? -Errno.EINVAL : 0;
        }
        return -Errno.ENOTTY;
    }

    /** Page n of an object is in frame {@link #FRAME} - n. */
    private int pages(String node, ByteBuffer argument) {
        Fd object = objects.get(node + " " + argument.getInt(GetPfns.HANDLE));
        if (object == null) {
            return -Errno.ENOENT;
        }
        int wanted = (int) argument.getLong(GetPfns.NUM_PAGES);
        if (wanted == 0) {
            argument.putLong(GetPfns.NUM_PAGES, Posix.size(object) / PAGE);
            return 0;
        }
        if (wanted > Posix.size(object) / PAGE) {
            return -Errno.EINVAL;
        }
        ByteBuffer frames = ByteBuffer.allocate(wanted * Long.BYTES).order(ByteOrder.nativeOrder());
        for (int page = 0; page < wanted; page++) {
            frames.putLong(page * Long.BYTES, FRAME - page);
        }
        new FakeUserMemory(argument.getLong(GetPfns.PFNS_PTR), frames.capacity()).write(frames.array());
        argument.putInt(GetPfns.PIN_FD, Fd.dupOf(object.fd()).take());
        return 0;
    }

    private static int version(String driver, ByteBuffer argument) {
        long room = argument.getLong(Drm.VERSION_NAME_LEN);
        byte[] name = driver.getBytes(StandardCharsets.US_ASCII);
        argument.putLong(Drm.VERSION_NAME_LEN, name.length);
        new FakeUserMemory(argument.getLong(Drm.VERSION_NAME), room).write(name);
        return 0;
    }

    private int create(String node, long bytes) {
        Fd object = MemFd.create("fake-" + node + "-" + ++numbers, rounds ? bytes + 4096 : bytes, true);
        if (dirty) {
            try (Mapping pages = Mapping.shared(object)) {
                pages.buffer().putInt(8, 0x5ec4e7);
            }
        }
        objects.put(node + " " + numbers, object);
        return numbers;
    }

    private int exported(String node, ByteBuffer argument) {
        Fd object = objects.get(node + " " + argument.getInt(Drm.PRIME_HANDLE));
        if (object == null) {
            return -Errno.ENOENT;
        }
        Fd dmaBuf =
                dmaBufsAreReadOnly ? Posix.open("/proc/self/fd/" + object.fd(), Posix.O_RDONLY) : Fd.dupOf(object.fd());
        argument.putInt(Drm.PRIME_FD, dmaBuf.take());
        return 0;
    }

    private int imported(String node, int dmaBuf) {
        Path object = link(dmaBuf);
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(node + " "))
                .filter(entry -> link(entry.getValue().fd()).equals(object))
                .map(entry -> Integer.parseInt(entry.getKey().substring(node.length() + 1)))
                .findFirst()
                .orElseGet(() -> {
                    objects.put(node + " " + ++numbers, Fd.dupOf(dmaBuf));
                    return numbers;
                });
    }

    private static Path link(int fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
