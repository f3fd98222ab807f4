package transom.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Whether JNA holds this copy of the library. It does from the first call on, and JNA's C side then keeps the class
 * loader, and so the bundle, for as long as the JVM lives, unless {@link #unload} is called.
 */
public final class Natives {

    private static boolean loaded;
    private static boolean leaving;
    private static int open;

    private Natives() {}

    /** Binds the natives again after {@link #unload}; the first call of the library does it by itself. */
    public static synchronized void load() {
        leaving = false;
        if (!loaded) {
            // By library, not by name: JNA would note the class loader in a library found by name.
            Native.register(Libc.class, NativeLibrary.getInstance("c"));
            // JNA's options of a class are weakly keyed by it, but name it, and so would keep it.
            Native.getLibraryOptions(Libc.class).values().removeIf(Libc.class::equals);
            loaded = true;
        }
    }

    /**
     * Lets JNA forget the library, as the last thing that a bundle does: no thread may be in a call, and every later one
     * throws {@link UnsatisfiedLinkError}, until {@link #load}.
     */
    public static synchronized void unload() {
        if (loaded) {
            Native.unregister(Libc.class);
            loaded = false;
        }
    }

    /** {@link #unload} as soon as nothing is open any more that has to be closed by it, which may be at once. */
    public static synchronized void leave() {
        leaving = true;
        unloadIfUnused();
    }

    /** Something is there that a call will close. */
    static synchronized void opened() {
        open++;
    }

    /** It was closed, or is somebody else's to close. */
    static synchronized void closed() {
        open--;
        unloadIfUnused();
    }

    private static void unloadIfUnused() {
        if (leaving && open == 0) {
            unload();
        }
    }
}
